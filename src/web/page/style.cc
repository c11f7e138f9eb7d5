#include "web/page/style.h"

#include "web/page/page_answer.h"
#include "web/page/style_console.h"

namespace shixin::web {
namespace {

// What all pages share, and the public ones. One type scale (14, 16, 20, 28 px), one spacing scale
// (4, 8, 16, 24, 40 px), one accent colour; every text on its ground has a contrast of at least
// 4.5 : 1.
constexpr std::string_view kStyle = R"css(
:root {
  --ink: #1d1f23; --quiet: #565b63; --line: #d5d8dd; --ground: #f6f6f4; --paper: #fff;
  --accent: #8c1c1f; --tint: #fbf0ef;
  --s: .875rem; --m: 1rem; --l: 1.25rem; --xl: 1.75rem;
  --1: .25rem; --2: .5rem; --3: 1rem; --4: 1.5rem; --5: 2.5rem;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); font-size: var(--m); line-height: 1.7;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "SimSun-ExtB", "Plangothic P1", "BabelStone Han", system-ui, sans-serif;
  overflow-wrap: anywhere; text-spacing-trim: trim-start;
}
h1, h2, h3, .court {
  font-family: "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  line-height: 1.4; margin: 0 0 var(--3);
}
h1 { font-size: var(--xl); }
h2 { font-size: var(--l); }
h3 { font-size: var(--l); margin-bottom: var(--2); }
p, ul, ol, dl { margin: 0 0 var(--3); }
ul, ol { padding-left: 1.5em; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.width { width: 100%; max-width: 64rem; margin: 0 auto; padding: 0 var(--3); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: var(--3); top: var(--2); background: var(--paper); padding: var(--2); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.rehearsal {
  margin: 0; padding: var(--2) var(--3); background: var(--ink); color: #fff; text-align: center;
  font-weight: 700;
}
.top { background: var(--accent); color: #fff; padding: var(--3) 0; }
.top .width { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--1) var(--3); }
.top p { margin: 0; }
.court { font-size: var(--l); font-weight: 700; }
.top nav { margin-left: auto; display: flex; gap: var(--3); }
.top nav a { color: #fff; padding: var(--2) 0; }
.top :focus-visible { outline-color: #fff; }
main { padding-top: var(--5) !important; padding-bottom: var(--4) !important; }
.lead { font-size: var(--m); }
.whole, .kind, .number { white-space: nowrap; }
.hint, .fine { font-size: var(--s); color: var(--quiet); }
.hint, .fault { margin: var(--1) 0 0; text-wrap: pretty; }
.fault { color: var(--accent); font-weight: 700; }
.note, .alert { border-left: 4px solid var(--accent); background: var(--tint);
  padding: var(--2) var(--3); }
.alert { margin-bottom: var(--3); }
.alert p, .alert ul { margin-bottom: var(--1); }
.search, .subject, .empty, .record {
  background: var(--paper); border: 1px solid var(--line); padding: var(--4);
  margin-bottom: var(--4);
}
.search { display: grid; gap: var(--3) var(--4); grid-template-columns: 1fr 1fr; }
.search p { margin-bottom: 0; }
.whole-row { grid-column: 1 / -1; }
label { display: block; font-weight: 700; margin-bottom: var(--1); }
input, select, textarea {
  width: 100%; min-height: 2.75rem; padding: var(--2); font: inherit; color: inherit;
  background: var(--paper); border: 1px solid #7b818a; border-radius: 2px;
}
[aria-invalid] { border: 2px solid var(--accent); }
button {
  min-height: 2.75rem; padding: var(--2) var(--5); font: inherit; font-weight: 700; color: #fff;
  background: var(--accent); border: 0; border-radius: 2px; cursor: pointer;
}
button:hover { background: var(--ink); }
.act { display: flex; flex-wrap: wrap; align-items: center; gap: var(--2) var(--3); }
.act .hint { margin: 0; }
.kind { font-family: inherit; font-size: var(--s); font-weight: 400; color: var(--quiet); }
.list { font-weight: 700; color: var(--accent); white-space: nowrap; }
.who { display: flex; flex-wrap: wrap; gap: var(--1) var(--4); }
.who div { display: flex; flex-wrap: wrap; gap: 0 var(--2); }
dt { color: var(--quiet); }
dd { margin: 0; }
.who dt, .figures dt { white-space: nowrap; }
.number { font-variant-numeric: tabular-nums; letter-spacing: .04em; }
.text { white-space: pre-line; }
.record div { display: grid; grid-template-columns: 12em 1fr; gap: var(--3);
  padding: var(--2) 0; border-bottom: 1px solid var(--line); }
.record div:last-child { border: 0; }
.record ul { margin: 0; padding: 0; list-style: none; }
.figures { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--3); }
.figures div { background: var(--paper); border: 1px solid var(--line); padding: var(--3); }
.figures dd { font-size: var(--xl); font-weight: 700; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin: 0 0 var(--3); background: var(--paper); }
.subject table { margin: 0; }
th, td { text-align: left; vertical-align: top; padding: var(--2) var(--3) var(--2) 0;
  border-top: 1px solid var(--line); }
main > table { border: 1px solid var(--line); font-variant-numeric: tabular-nums; }
main > table th, main > table td { padding-left: var(--3); }
main > table [scope=row] { font-size: var(--m); color: inherit; }
main > table :is(td, [scope=col] + [scope=col]) { text-align: right; }
th { font-size: var(--s); color: var(--quiet); font-weight: 400; white-space: nowrap; }
.go { padding-right: 0; text-align: right; white-space: nowrap; }
.pages { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center;
  gap: var(--2) var(--3); }
.pages p { grid-area: 1 / 2; margin: 0; }
.pages button { justify-self: end; padding: var(--2) var(--3); }
.pages .next { grid-area: 1 / 3; justify-self: start; }
footer p + h2 { margin-top: var(--4); }
footer { border-top: 1px solid var(--line); padding: var(--4) 0; }
footer .width { display: grid; grid-template-columns: 2fr 1fr; gap: var(--4) var(--5); }
.phone a { display: inline-block; font-size: var(--l); font-weight: 700; padding: var(--1) 0; }
@media (max-width: 40rem) {
  .search, footer .width { grid-template-columns: 1fr; }
  .search, .subject, .empty, .record { padding: var(--3); }
  .act button { width: 100%; }
  .top nav { margin-left: 0; width: 100%; }
  .record div { grid-template-columns: 1fr; gap: 0; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures :first-child { grid-column: 1 / -1; }
  .subject thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); }
  .subject :is(table, tbody, tr) { display: block; }
  .subject tr { padding: var(--2) 0; border-top: 1px solid var(--line); }
  .subject td { display: flex; gap: var(--3); padding: var(--1) 0; border: 0; }
  .subject [data-label]::before { content: attr(data-label); flex: 0 0 5em; color: var(--quiet); }
  .go a { flex: 1; padding: var(--2) 0; text-align: left; }
}
@media print { .search, .pages, .skip, .go, nav { display: none; } }
)css";

}  // namespace

const std::string& stylesheet() {
  static const std::string whole = std::string(kStyle).append(kConsoleStyle);
  return whole;
}

const std::string& stylesheet_address() {
  static const std::string address = file_address("/style.css", stylesheet());
  return address;
}

void add_style_route(Router& router) {
  router.add("GET", "/style.css", [](const Request&, const Captures&) {
    return file_answer("text/css; charset=utf-8", stylesheet());
  });
}

}  // namespace shixin::web
