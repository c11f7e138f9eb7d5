// The search form: alone on the first page, above the results afterwards.
#include "web/public/templates.h"

namespace shixin::web::templates {

const char* const kForm = R"html(<h1>信息查询</h1>
{{#refused}}
<div class="alert" role="alert">
<p><strong>查询条件有误，请按提示修改。</strong>证件号码没有保留，需要的请重新填写。</p>
<ul>
{{#faults}}
<li>{{#field}}<a href="#{{field}}">{{detail}}</a>{{/field}}{{^field}}{{detail}}{{/field}}</li>
{{/faults}}
</ul>
</div>
{{/refused}}
<form class="search" method="post" action="/lookup#results" autocomplete="off">
<p class="whole-row">姓名（名称）、证件号码至少填一项；两项都填，查找同时相符的。</p>
<div class="field">
<label for="name">姓名或者名称</label>
<input id="name" name="name" value="{{name}}" maxlength="100"
  aria-describedby="name-hint"{{#name_fault}} aria-invalid="true"{{/name_fault}}>
<div id="name-hint">
{{#name_fault}}<p class="fault">{{name_fault}}</p>{{/name_fault}}
<p class="hint">可以只填开头，至少两个汉字或者三个字母</p>
</div>
</div>
<div class="field">
<label for="number">证件号码</label>
<input id="number" name="number" maxlength="64" spellcheck="false" autocapitalize="off"
  aria-describedby="number-hint"{{#number_fault}} aria-invalid="true"{{/number_fault}}>
<div id="number-hint">
{{#number_fault}}<p class="fault">{{number_fault}}</p>{{/number_fault}}
<p class="hint">需要完整填写；单位填统一社会信用代码</p>
</div>
</div>
<div class="field">
<label for="region">执行法院所在地区</label>
<select id="region" name="region"
  aria-describedby="region-hint"{{#region_fault}} aria-invalid="true"{{/region_fault}}>
<option value="">全部</option>
{{#regions}}
<option value="{{code}}"{{#chosen}} selected{{/chosen}}>{{label}}</option>
{{/regions}}
</select>
<div id="region-hint">
{{#region_fault}}<p class="fault">{{region_fault}}</p>{{/region_fault}}
<p class="hint">不清楚的，选“全部”</p>
</div>
</div>
<div class="field">
<label for="court">执行法院代字（可以不填）</label>
<input id="court" name="court" value="{{case_court}}" maxlength="20"
  aria-describedby="court-hint"{{#court_fault}} aria-invalid="true"{{/court_fault}}>
<div id="court-hint">
{{#court_fault}}<p class="fault">{{court_fault}}</p>{{/court_fault}}
<p class="hint">案号中年度后面的部分，如“{{court_code}}”</p>
</div>
</div>
<div class="act whole-row">
<button type="submit">查询</button>
<p class="hint">填写的证件号码不会被记录</p>
</div>
</form>
)html";

}  // namespace shixin::web::templates
