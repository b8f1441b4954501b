/** A text with values in its places: `{0}` stands for the first. A place without a value stays as it is. */
export function filled(text: string, values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d+)\}/gu, (whole, index: string) => String(values[Number(index)] ?? whole));
}
