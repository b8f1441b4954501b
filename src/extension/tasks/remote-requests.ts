/** What a run would send beyond this machine, from the document of a dry run. No editor in here. */

/** A stage of `run --dry-run --json`, as far as it matters here. */
export interface PlannedStage {
  readonly name: string;
  readonly requests?: { readonly origin: string | null; readonly atMost: number | null };
}

/** Requests of a stage to another machine. */
export interface RemoteRequests {
  readonly stage: string;
  readonly origin: string;
  /** Null where that is not known before the run. */
  readonly atMost: number | null;
}

/** The requests that leave this machine; a stage that has all its answers sends none. */
export function remoteRequests(stages: readonly PlannedStage[]): RemoteRequests[] {
  return stages.flatMap(({ name, requests }) => {
    if (requests === undefined || requests.origin === null || requests.atMost === 0 || isHere(requests.origin))
      return [];
    return [{ stage: name, origin: requests.origin, atMost: requests.atMost }];
  });
}

function isHere(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
