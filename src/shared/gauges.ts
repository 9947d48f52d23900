/** Gauges that are read together whenever the metrics are scraped. Names have no `portal_` prefix. */
export interface GaugeGroup<Source> {
  /** Help texts by gauge name. */
  help: Readonly<Record<string, string>>
  /** Label names by gauge name, for gauges with several values. */
  labels?: Readonly<Record<string, string>>
  /** Minutes for which a value is kept, for what takes long to count. Seconds unless said. */
  keepForMinutes?: number
  read(source: Source, now: Temporal.Instant): Promise<Readonly<Record<string, GaugeValue>>>
}

/** One value, or one value for each label value. */
export type GaugeValue = number | Readonly<Record<string, number>>
