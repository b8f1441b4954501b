import { Markup } from './markup.ts';

/** The report's style sheet: readable on paper, too, light and dark. */
export const reportStyle = new Markup(`
:root { color-scheme: light dark; --ink: #24292f; --quiet: #59636e; --paper: #ffffff; --line: #d1d9e0; --kept: #1a7f37; --others: #9a6700; --failed: #cf222e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --paper: #0d1117; --line: #3d444d; --kept: #3fb968; --others: #d29922; --failed: #f85149; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { margin: 0 0 4px; font-size: 1.7em; overflow-wrap: anywhere; }
h2 { margin: 0 0 8px; font-size: 1.2em; overflow-wrap: anywhere; }
h3 { margin: 16px 0 6px; font-size: 1em; }
p { margin: 0 0 8px; }
section { margin-top: 36px; }
.quiet { color: var(--quiet); font-size: .9em; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: left; }
th { color: var(--quiet); font-weight: 600; }
tfoot td { border-bottom: none; font-weight: 600; }
.number { text-align: right; }
td.kept { color: var(--kept); font-weight: 600; }
td.dropped { color: var(--others); }
td.failed { color: var(--failed); }
b.better { color: var(--kept); }
b.worse { color: var(--failed); }
.wide { overflow-x: auto; }
h3 .quiet, figcaption .quiet { font-weight: normal; }
svg { display: block; width: 100%; height: auto; font-size: 13px; }
svg text { fill: var(--ink); }
.funnel .band { fill: color-mix(in srgb, var(--kept) 30%, var(--paper)); }
.funnel .stage { font-weight: 600; }
.funnel .operator, .funnel .loss { fill: var(--quiet); }
.spreads { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 18px 24px; align-items: end; }
figure { margin: 0; min-width: 0; }
figcaption { overflow-wrap: anywhere; }
.spread svg { border-bottom: 1px solid var(--line); }
rect.kept { fill: var(--kept); }
rect.others { fill: var(--others); opacity: .75; }
.range { display: flex; justify-content: space-between; }
.key { display: inline-block; width: .8em; height: .8em; margin-left: .6em; border-radius: 2px; }
.key.kept { background: var(--kept); }
.key.others { background: var(--others); }
path.curve { fill: none; stroke: var(--kept); stroke-width: 1.5; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 12px; }
.card { overflow: hidden; border: 1px solid var(--line); border-radius: 6px; font-size: .85em; break-inside: avoid; }
.card img, .card .none { display: flex; width: 100%; height: 112px; align-items: center; justify-content: center; object-fit: contain; background: color-mix(in srgb, var(--ink) 6%, transparent); color: var(--quiet); text-align: center; }
.card p { margin: 4px 8px; overflow-wrap: anywhere; }
.caption { display: -webkit-box; overflow: hidden; unicode-bidi: isolate; -webkit-box-orient: vertical; -webkit-line-clamp: 7; }
.reason { color: var(--others); }
pre { padding: 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; font-size: .85em; white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { main { max-width: none; padding: 0; } section { break-inside: auto; } }
`);
