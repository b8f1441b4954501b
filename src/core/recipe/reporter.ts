import type { Problem } from '../../protocol/records.ts';
import type { SourceText, Span } from './source.ts';

/** More errors, or more other remarks, than this are not listed: nobody reads them, and hostile input must stay cheap. */
export const mostProblems = 100;

/** What reporters of several texts share. */
interface Collected {
  readonly problems: Problem[];
  errors: number;
}

/** Collects the problems of one text; several texts may share one list. */
export class Reporter {
  readonly source: SourceText;
  readonly #collected: Collected;

  constructor(source: SourceText, collected: Collected = { problems: [], errors: 0 }) {
    this.source = source;
    this.#collected = collected;
  }

  /** The same list, for another file. */
  for(source: SourceText): Reporter {
    return new Reporter(source, this.#collected);
  }

  get problems(): readonly Problem[] {
    return this.#collected.problems;
  }

  /** How many errors there are, those included that are too many to list. */
  get errors(): number {
    return this.#collected.errors;
  }

  /** Whether looking for more errors is pointless. */
  get full(): boolean {
    return this.errors >= mostProblems;
  }

  error(code: string, message: string, span: Span, fix?: string): void {
    this.#collected.errors++;
    if (this.errors <= mostProblems) this.#add('error', code, message, span, fix);
  }

  warning(code: string, message: string, span: Span, fix?: string): void {
    this.#remark('warning', code, message, span, fix);
  }

  info(code: string, message: string, span: Span, fix?: string): void {
    this.#remark('info', code, message, span, fix);
  }

  #remark(severity: Problem['severity'], code: string, message: string, span: Span, fix?: string): void {
    if (this.problems.length - Math.min(this.errors, mostProblems) < mostProblems)
      this.#add(severity, code, message, span, fix);
  }

  #add(severity: Problem['severity'], code: string, message: string, span: Span, fix: string | undefined): void {
    const place = locate(this.source, span);
    this.#collected.problems.push({ severity, code, message, ...place, ...(fix === undefined ? {} : { fix }) });
  }
}

/** Where a span lies, as a problem says it; at least one unit long. */
export function locate(source: SourceText, span: Span): { file: string; line: number; column: number; length: number } {
  return { file: source.file, ...source.position(span.start), length: Math.max(1, span.end - span.start) };
}
