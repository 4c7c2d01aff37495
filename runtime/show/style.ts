/** Styles for light and dark mode, narrow screens, and paper. Charts use the colours by name. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfbf9; --card: #fff; --text: #1d2433; --muted: #59617a; --line: #e3e5ea; --link: #2456c8;
  --blue: #2f6fde; --purple: #7a5fc0; --amber: #d9871c; --green: #1c7550; --red: #c4433a; --grey: #8a91a5; --warn: #8a4b00; --warn-page: #fff4e0; }
@media (prefers-color-scheme: dark) { :root { --page: #14171f; --card: #1c202b; --text: #e7e9f0; --muted: #a5adc2; --line: #333a4a; --link: #8db4ff;
  --blue: #6ea0ff; --purple: #a993ea; --amber: #eba84b; --green: #4fc08f; --red: #f0766c; --grey: #8a91a5; --warn: #ffd08a; --warn-page: #3a2c12; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--link); } a:focus-visible, button:focus-visible, summary:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; } .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; padding: 12px 24px; background: var(--card); border-bottom: 1px solid var(--line); }
header strong { font-size: 17px; } nav ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 0; padding: 0; }
nav a[aria-current] { font-weight: 600; color: var(--text); } header p { margin: 0 0 0 auto; color: var(--muted); }
main { max-width: 1080px; margin: 0 auto; padding: 16px 24px 48px; } h1 { font-size: 22px; margin: 12px 0 8px; } h2 { font-size: 17px; margin: 0 0 4px; }
.notice { background: var(--warn-page); color: var(--warn); padding: 10px 16px; border-radius: 6px; margin: 12px 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 16px 0; }
.figure, .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; min-width: 0; }
.figure dt { color: var(--muted); } .figure dd { margin: 0; } .figure .value { font-size: 24px; line-height: 1.3; } .figures { padding: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 14px; } .card p { margin: 0 0 8px; color: var(--muted); } .wide { grid-column: 1 / -1; }
main > .card { margin-top: 14px; }
.chart { width: 100%; height: auto; color: var(--text); overflow: visible; font-family: inherit; } .legend { display: flex; flex-wrap: wrap; gap: 2px 14px; list-style: none; margin: 0 0 6px; padding: 0; color: var(--muted); font-size: 14px; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 5px; }
.scroll { overflow-x: auto; max-height: 420px; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; } th, td { text-align: left; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } .n, table.numbers :is(th, td) { text-align: right; } table.numbers .t { text-align: left; } td[style*="--heat"] { background: color-mix(in srgb, var(--blue) var(--heat), transparent); } details { margin-top: 6px; } summary { cursor: pointer; color: var(--muted); }
pre { overflow: auto; max-height: 360px; background: var(--page); padding: 10px; border-radius: 6px; font-size: 13px; } code { font-family: ui-monospace, monospace; font-size: 0.93em; }
.muted { color: var(--muted); } .bad { color: var(--red); font-weight: 600; } .good { color: var(--green); }
input, select, textarea, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--grey); border-radius: 5px; padding: 5px 9px; } button { cursor: pointer; } textarea { width: 100%; font-family: ui-monospace, monospace; }
@media (max-width: 600px) { header, main { padding-left: 14px; padding-right: 14px; } header p { margin-left: 0; } }
@media print { :root { --page: #fff; --card: #fff; --text: #000; --muted: #333; --line: #bbb; } nav, .skip, form { display: none; } .card, .figure { break-inside: avoid; } details[open] summary { display: none; } .scroll { overflow: visible; max-height: none; } .cards { display: block; } .cards .card { margin-bottom: 12px; } table { font-size: 10px; } th, td { padding: 2px 6px 2px 0; } th { white-space: normal; } td, th { overflow-wrap: anywhere; } svg { max-width: 100%; height: auto; } pre { white-space: pre-wrap; overflow: visible; max-height: none; } }
`;
