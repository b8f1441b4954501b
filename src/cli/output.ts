import { dirname } from 'node:path';
import { exitCodes, ProductError } from '../protocol/errors.ts';
import type { Problem } from '../protocol/records.ts';
import { plainText } from '../base/plain-text.ts';
import { problemLine } from './problem-line.ts';

/** Where a command writes: results to stdout, progress and remarks to stderr. */
export interface Output {
  /** With `--json`: stdout gets one JSON document and nothing else. */
  readonly json: boolean;
  /** A result for people; nothing with `--json`. */
  print(text: string): void;
  /** The one document of `--json`; nothing without. */
  document(value: unknown): void;
  /** A remark for people, on stderr. */
  remark(text: string): void;
}

/** The output of a process. */
export function processOutput(json: boolean): Output {
  return {
    json,
    print: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    document: (value) => {
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    remark: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** Says what failed, where, what is safe and what to do next; returns the exit code. */
export function reportFailure(error: unknown, output: Output): number {
  if (error instanceof ProductError) {
    const { where, safe, next, problems } = error.details;
    output.document({ error: { kind: error.kind, code: error.exitCode, message: error.message, where, safe, next } });
    if (problems === undefined) output.remark(`✗ ${plainText(error.message)}`);
    else for (const line of ['✗ This recipe cannot be run:', ...problemLines(problems, where)]) output.remark(line);
    for (const [label, text] of Object.entries({ where, safe, next })) {
      if (text !== undefined) output.remark(`  ${label}: ${plainText(text)}`);
    }
    return error.exitCode;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.document({ error: { kind: 'bug', code: exitCodes.bug, message } });
  output.remark(`✗ This is a bug in Better Synth; nothing that was saved is lost.\n${message}`);
  return exitCodes.bug;
}

/** @param recipe its path: problems name files beside it */
function problemLines(problems: readonly Problem[], recipe = '.'): string[] {
  return problems.map((problem) => problemLine(problem, dirname(recipe)));
}
