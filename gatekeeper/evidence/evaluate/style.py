"""How the page looks: on a screen, in the dark, and printed on A4."""

from __future__ import annotations

CSS = """
:root { color-scheme: light dark; --page: #fff; --ink: #1b1b1b; --quiet: #595959; --rule: #d5d5d5;
  --ours: #1f6aa5; --theirs: #c8641b; --mark: #f3f6f9; }
@media (prefers-color-scheme: dark) { :root { --page: #16191c; --ink: #ececec; --quiet: #b0b0b0;
  --rule: #3d4247; --ours: #6cb2e8; --theirs: #f0975a; --mark: #1f252b; } }
@media print { :root { color-scheme: light; --page: #fff; --ink: #000; --quiet: #444;
  --rule: #bbb; --ours: #1f6aa5; --theirs: #c8641b; --mark: #f3f6f9; }
  h2 { break-after: avoid; } figure, table, svg { break-inside: avoid; } body { padding: 0; } }
@page { size: A4; margin: 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 52rem; background: var(--page);
  color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
p, li { max-width: 44rem; } li { margin: .35rem 0; }
.quiet, caption, figcaption { color: var(--quiet); font-size: .92rem; }
.box { background: var(--mark); border-left: 4px solid var(--ours); padding: .25rem 1.25rem;
  margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: .92rem;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 .4rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--rule); text-align: right;
  vertical-align: top; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
thead th { border-bottom: 2px solid var(--rule); font-weight: 600; }
tbody th { font-weight: 400; } td { white-space: nowrap; }
figure { margin: 1rem 0; } .wide { overflow-x: auto; }
svg { width: 100%; height: auto; max-width: 44rem; display: block; }
svg text { fill: var(--ink); font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
svg .small { font-size: 12px; fill: var(--quiet); } svg .end { text-anchor: end; }
svg .mid { text-anchor: middle; } svg .grid { stroke: var(--rule); fill: none; }
svg .ours { fill: var(--ours); }
svg .quick { fill: var(--mark); stroke: var(--ours); stroke-width: 2; stroke-dasharray: 3 2; }
svg .theirs { fill: var(--page); stroke: var(--theirs); stroke-width: 2; }
svg .whisker { stroke: var(--ink); fill: none; stroke-width: 1.4; }
svg .line { fill: none; stroke-width: 2.5; } svg .ours-line { stroke: var(--ours); }
svg .theirs-line { stroke: var(--theirs); stroke-dasharray: 7 4; }
svg .ours-band { fill: var(--ours); opacity: .18; }
svg .theirs-band { fill: var(--theirs); opacity: .18; }
"""
