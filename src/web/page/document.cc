#include "web/page/document.h"

#include "web/page/data.h"
#include "web/page/style.h"

namespace shixin::web {
namespace {

constexpr char kDocument[] = R"html(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>{{title}} - {{court}}</title>
<link rel="stylesheet" href="{{style}}">
{{#script}}<script src="{{script}}" defer></script>{{/script}}
</head>
<body{{#kind}} class="{{kind}}"{{/kind}}>
<a class="skip" href="#content">跳到正文</a>
{{#rehearsal}}
<p class="rehearsal" role="status">演练：以下内容均为演练数据，不产生任何法律效力</p>
{{/rehearsal}}
{{{body}}}
</body>
</html>
)html";

}  // namespace

std::string document(const Document& what, std::string_view body) {
  PageData data;
  put(data, "title", what.title);
  put(data, "court", what.court);
  put(data, "style", stylesheet_address());
  put(data, "script", what.script);
  put(data, "kind", what.kind);
  put(data, "body", body);
  data["rehearsal"] = what.rehearsal;
  return render(kDocument, data);
}

}  // namespace shixin::web
