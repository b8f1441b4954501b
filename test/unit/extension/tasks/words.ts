/** English as the editor gives it where there is no translation. */
export function t(text: string, ...values: readonly unknown[]): string {
  return text.replace(/\{(\d+)\}/g, (_, i: string) => String(values[Number(i)]));
}
