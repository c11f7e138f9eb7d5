#include "web/page/style_console.h"

namespace shixin::web {

const std::string_view kConsoleStyle = R"css(
.console .width { max-width: 84rem; }
.console main { padding-top: var(--4) !important; }
.console h1 { margin-bottom: var(--2); }
.console h2 { margin: var(--4) 0 var(--2); }
.console h3 { font-size: var(--m); margin: var(--3) 0 var(--2); }
.console .top { padding: var(--2) 0; }
.console .top .width { align-items: center; }
.console .top nav { margin: 0; flex-wrap: wrap; gap: 0 var(--3); }
.console .top [aria-current] { text-decoration: none; font-weight: 700;
  border-bottom: 2px solid #fff; }
.console .account { margin-left: auto; display: flex; flex-wrap: wrap; align-items: center;
  gap: 0 var(--3); font-size: var(--s); }
.console .account a { color: #fff; padding: var(--2) 0; }
.console .account button { min-height: 2.25rem; padding: var(--1) var(--3); border: 1px solid #fff;
  font-size: var(--s); font-weight: 400; }
.console textarea { min-height: 6rem; line-height: 1.5; resize: vertical; }
.console [data-checked] { margin-top: var(--3); }
.console fieldset { border: 1px solid var(--line); background: var(--paper); min-width: 0;
  margin: 0 0 var(--3); padding: var(--2) var(--4) var(--3); }
.console legend { font-weight: 700; padding: 0 var(--2); margin-left: calc(-1 * var(--2)); }
.console .fields { display: grid; grid-template-columns: 1fr 1fr; gap: var(--3) var(--4); }
.console .fields .wide { grid-column: 1 / -1; }
.console fieldset fieldset { border: 0; margin: 0; padding: 0; }
.console fieldset fieldset legend { padding: 0; margin: 0 0 var(--1); }
.console .pair { display: grid; grid-template-columns: 2fr 3fr; gap: var(--2); }
.console .check { display: flex; gap: var(--2); align-items: start; font-weight: 400;
  padding: var(--1) 0; margin: 0; }
.console [type=checkbox] { accent-color: var(--accent); }
.console .check input { flex: none; width: 1.25rem; min-height: 1.25rem; margin: .2rem 0 0; }
.console .law { color: var(--quiet); white-space: nowrap; }
.console .to-come { color: var(--ink); font-weight: 400; }
.console .go-on { display: flex; flex-wrap: wrap; gap: var(--2) var(--3); align-items: center;
  margin-bottom: var(--4); }
.console .go-on p { margin: 0; }
.console button { padding: var(--2) var(--4); }
.console .plain { color: var(--accent); background: var(--paper);
  border: 1px solid var(--accent); }
.console .plain:hover { color: #fff; background: var(--ink); border-color: var(--ink); }
.console [aria-busy=true] button { opacity: .7; cursor: progress; }
.console .look { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--2);
  margin-bottom: var(--3); max-width: 48rem; }
.console .look .wide { grid-column: 1 / -1; }
.console .look button { align-self: end; white-space: nowrap; }
.console .scroll { overflow-x: auto; margin-bottom: var(--3); border: 1px solid var(--line);
  background: var(--paper); }
.console .scroll table { margin: 0; font-size: var(--s); line-height: 1.5; }
.console .scroll :is(th, td) { padding: var(--2) var(--3); border-top: 1px solid var(--line); }
.console .scroll thead th { border-top: 0; }
.console .scroll tbody tr:hover { background: var(--ground); }
.console .scroll tbody th { white-space: normal; min-width: 8em; color: var(--ink);
  font-weight: 700; }
.console .scroll td :is(a, span) + a { margin-left: var(--2); }
.console .scroll .figure { text-align: right; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.console .name { min-width: 8em; }
.console .late td:first-child { color: var(--accent); font-weight: 700; }
.console .said { white-space: pre-line; }
.console td.said { min-width: 9em; }
.console .changed { background: var(--tint); }
.console .changed td:last-child { font-weight: 700; }
.console .mark { font-size: var(--s); font-weight: 700; color: var(--accent); white-space: nowrap; }
.console .state { font-family: inherit; font-size: var(--s); font-weight: 400;
  border: 1px solid currentColor; color: var(--quiet); padding: 0 var(--2); white-space: nowrap; }
.console .sentence { background: var(--paper); border: 1px solid var(--line);
  border-left: 4px solid var(--accent); padding: var(--3); margin-bottom: var(--3); }
.console .sentence p:last-child { margin: 0; }
.console .none { color: var(--quiet); background: var(--paper); border: 1px solid var(--line);
  padding: var(--3); }
.console .sides { display: grid; grid-template-columns: 3fr 2fr; gap: 0 var(--4);
  align-items: start; }
.console .sides > * { min-width: 0; }
.console .beside { position: sticky; top: var(--2); }
.console .record { padding: var(--2) var(--3); margin-bottom: var(--3); }
.console .record div { grid-template-columns: 10em 1fr; font-size: var(--s); padding: var(--1) 0; }
.console .record dd { white-space: pre-line; }
.console details { background: var(--paper); border: 1px solid var(--line);
  margin-bottom: var(--2); padding: 0 var(--3); }
.console summary { cursor: pointer; padding: var(--2) 0; font-weight: 700; color: var(--accent); }
.console details form { padding-bottom: var(--3); }
.console details form p { margin: var(--2) 0; }
.console .acts { display: flex; flex-wrap: wrap; gap: var(--2); align-items: start; flex: 1; }
.console .acts details { margin: 0; }
.console .acts summary { padding: var(--1) 0; }
.console .trail { list-style: none; padding: 0; font-size: var(--s); }
.console .trail li { padding: var(--1) 0; border-top: 1px solid var(--line); }
.console .kinds { display: flex; flex-wrap: wrap; gap: var(--1) var(--3); padding: 0;
  list-style: none; }
.console .small { max-width: 32rem; }
.console .small .field { margin-bottom: var(--3); }
.console footer { padding: var(--3) 0; margin-top: var(--4); }
.console footer .width { display: block; }
.console footer p { margin: 0; }
@media (max-width: 60rem) {
  .console .sides { grid-template-columns: 1fr; }
  .console .beside { position: static; }
}
@media (max-width: 40rem) {
  .console .scroll thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .console .scroll :is(table, tbody, tr) { display: block; }
  .console .scroll tr { padding: var(--2) var(--3); border-top: 1px solid var(--line); }
  .console .scroll tr:first-child { border-top: 0; }
  .console .scroll :is(th, td) { display: flex; gap: var(--2); padding: var(--1) 0; border: 0;
    text-align: left; }
  .console .scroll [data-label]::before { content: attr(data-label); flex: 0 0 5em;
    text-align: left; color: var(--quiet); font-weight: 400; }
  .console .account { margin-left: 0; width: 100%; }
  .console .fields { grid-template-columns: 1fr; }
  .console fieldset { padding: var(--2) var(--3) var(--3); }
  .console .record div { grid-template-columns: 1fr; }
  .console .go-on button { width: 100%; }
}
@media print {
  .console :is(.go-on, .account, .look, details) { display: none; }
  .console .top { background: none; color: var(--ink); border-bottom: 2px solid var(--ink); }
  .console .scroll { overflow: visible; }
}
)css";

}  // namespace shixin::web
