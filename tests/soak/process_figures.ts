/**
 * What a process has used, as the kernel counts it.
 *
 * It does not know what the process does. Linux only.
 *
 * @module
 */

/** What a process has used so far. */
export interface ProcessFigures {
  /** Processor time of all its threads, in seconds. */
  readonly cpuSeconds: number;
  /** Memory that is in use now, in MiB. */
  readonly residentMiB: number;
  /** The most memory that was ever in use, in MiB. */
  readonly peakMiB: number;
}

/** The kernel's unit of processor time: `sysconf(_SC_CLK_TCK)` is 100 on every Linux of today. */
const TICKS_PER_SECOND = 100;

/** Reads what a process has used; see proc(5). */
export async function readProcessFigures(pid: number): Promise<ProcessFigures> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  // The name in brackets may hold spaces; `utime` and `stime` are the fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const kibibytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    residentMiB: kibibytes("VmRSS") / 1_024,
    peakMiB: kibibytes("VmHWM") / 1_024,
  };
}
