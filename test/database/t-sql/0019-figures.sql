CREATE INDEX [change_request_received] ON [change_request] ([trust_ods_code],
  [requested_at])
