// One entry with all that the law publishes of it, and the statistics.
#include "web/public/templates.h"

namespace shixin::web::templates {

const char* const kEntry = R"html({{#subject}}
<h1>{{name}} <span class="kind">{{kind}}</span></h1>
{{#entries}}
<p class="lead"><span class="list">{{list}}</span> 公布于 {{published_on}}</p>
<p class="note">
<strong>姓名相同不等于同一人。</strong>{{same_name}}。请比对证件号码，不能确定的，请<a
href="#contact">联系本院</a>。
</p>
<dl class="record">
{{#aliases}}<div><dt>又名</dt><dd>{{aliases}}</dd></div>{{/aliases}}
{{#sex}}<div><dt>性别</dt><dd>{{sex}}</dd></div>{{/sex}}
{{#born}}<div><dt>出生年份</dt><dd>{{born}}年</dd></div>{{/born}}
{{#documents}}<div><dt>{{type}}</dt><dd class="number">{{number}}</dd></div>{{/documents}}
<div><dt>执行法院</dt><dd>{{case_court}}</dd></div>
<div><dt>案号</dt><dd>{{case_no}}</dd></div>
<div><dt>立案日期</dt><dd>{{filed_on}}</dd></div>
{{#role}}<div><dt>被限制的身份</dt><dd>{{role}}</dd></div>{{/role}}
{{#basis_unit}}<div><dt>作出执行依据单位</dt><dd>{{basis_unit}}</dd></div>{{/basis_unit}}
{{#basis_no}}<div><dt>执行依据文号</dt><dd>{{basis_no}}</dd></div>{{/basis_no}}
{{#duty}}<div><dt>生效法律文书确定的义务</dt><dd class="text">{{duty}}</dd></div>{{/duty}}
<div><dt>被执行人的履行情况</dt><dd>{{performance}}</dd></div>
{{#performed}}<div><dt>已履行部分</dt><dd class="text">{{performed}}</dd></div>{{/performed}}
{{#outstanding}}<div><dt>未履行部分</dt><dd class="text">{{outstanding}}</dd></div>{{/outstanding}}
{{#has_grounds}}
<div><dt>失信行为具体情形</dt><dd><ul>{{#grounds}}<li>{{ground}}</li>{{/grounds}}</ul></dd></div>
{{/has_grounds}}
{{#dishonest}}
<div>
<dt>纳入期限</dt>
{{#term_ends}}<dd>至 {{term_ends}} 届满</dd>{{/term_ends}}
{{^term_ends}}<dd>未设固定期限，依法应当删除时删除</dd>{{/term_ends}}
</div>
{{/dishonest}}
</dl>
{{/entries}}
<p><a href="/">返回信息查询</a></p>
{{/subject}}
)html";

const char* const kStatistics = R"html(<h1>公布统计</h1>
<p class="lead">截至 <span class="whole">{{as_of}}</span> 正在公布的信息</p>
<dl class="figures">
<div><dt>正在公布的人和单位</dt><dd>{{subjects}}</dd></div>
<div><dt>其中自然人</dt><dd>{{persons}}</dd></div>
<div><dt>其中单位</dt><dd>{{organisations}}</dd></div>
</dl>
<table>
<thead>
<tr><th scope="col">名单</th><th scope="col">人和单位</th><th scope="col">条目</th></tr>
</thead>
<tbody>
<tr>
<th scope="row">失信被执行人</th><td>{{dishonest_subjects}}</td><td>{{dishonest_entries}}</td>
</tr>
<tr>
<th scope="row">限制消费人员</th><td>{{consumption_subjects}}</td><td>{{consumption_entries}}</td>
</tr>
</tbody>
</table>
<ul class="fine">
<li>“正在公布”指文书已经送达、依法公开，并且此刻仍然有效的信息。</li>
<li>已经删除、解除、撤销或者期限届满的，以及依法不宜公开的，不计在内。</li>
<li>一人涉及数案时，人数计一次，条目按案件计。</li>
<li>同一人可能同时在两个名单上，所以两行人数相加可能大于总人数。</li>
<li>数字每分钟更新。</li>
</ul>
)html";

}  // namespace shixin::web::templates
