/** What is found out when the metrics are read, in one go: some gauges by name, without the prefix `portal_`. */
export interface GaugeGroup<Source> {
  help: Readonly<Record<string, string>>
  /** The label of a gauge that has several values. */
  labels?: Readonly<Record<string, string>>
  read(source: Source, now: Temporal.Instant): Promise<Readonly<Record<string, GaugeValue>>>
}

/** One value, or one for each value of the label. */
export type GaugeValue = number | Readonly<Record<string, number>>
