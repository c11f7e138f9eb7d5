// The results under the form.
#include "web/public/templates.h"

namespace shixin::web::templates {

const char* const kAnswer = R"html(<section aria-labelledby="results">
<h2 id="results">查询结果</h2>
{{#none}}
<div class="empty">
<p class="lead">没有找到符合条件的公布信息。</p>
<p>请核对姓名和证件号码的每一个字。</p>
<p>没有找到不等于没有执行案件：依法不公开的信息不能在这里查到。</p>
<p>如有疑问，请<a href="#contact">联系本院</a>。</p>
<p class="fine">信息截至 <span class="whole">{{as_of}}</span></p>
</div>
{{/none}}
{{^none}}
<p class="lead">
共找到 <strong>{{total}}</strong> 人（单位），信息截至 <span class="whole">{{as_of}}</span>。
</p>
<p class="note"><strong>姓名相同不等于同一人。</strong><span>请比对证件号码，也可以填写完整的证件号码再查；</span><span
>不能确定的，请<a href="#contact">联系本院</a>。</span></p>
{{#subjects}}
<article class="subject">
<h3>{{name}} <span class="kind">{{kind}}</span></h3>
{{#aliases}}<p class="fine">又名：{{aliases}}</p>{{/aliases}}
<dl class="who">
{{#sex}}<div><dt>性别</dt><dd>{{sex}}</dd></div>{{/sex}}
{{#born}}<div><dt>出生年份</dt><dd>{{born}}年</dd></div>{{/born}}
{{#documents}}<div><dt>{{type}}</dt><dd class="number">{{number}}</dd></div>{{/documents}}
<div><dt>同名情况</dt><dd>{{same_name}}</dd></div>
</dl>
<table>
<thead>
<tr>
<th scope="col">名单</th>
<th scope="col">案号</th>
<th scope="col">执行法院</th>
<th scope="col">立案日期</th>
<th scope="col">公布日期</th>
<th scope="col"><span class="hidden">详情</span></th>
</tr>
</thead>
<tbody>
{{#entries}}
<tr>
<td class="list">{{list}}</td>
<td data-label="案号">{{case_no}}</td>
<td data-label="执行法院">{{case_court}}</td>
<td data-label="立案日期" class="whole">{{filed_on}}</td>
<td data-label="公布日期" class="whole">{{published_on}}</td>
<td class="go"><a href="/entries/{{id}}" aria-label="查看{{case_no}}{{list}}详情">查看</a></td>
</tr>
{{/entries}}
</tbody>
</table>
</article>
{{/subjects}}
{{#paged}}
<form class="pages" method="post" action="/lookup#results" aria-label="分页">
<input type="hidden" name="name" value="{{name_asked}}">
<input type="hidden" name="region" value="{{region_asked}}">
<input type="hidden" name="court" value="{{court_asked}}">
{{#previous}}<button name="page" value="{{previous}}">上一页</button>{{/previous}}
<p>第 {{page}} 页，共 {{pages}} 页</p>
{{#next}}<button name="page" value="{{next}}" class="next">下一页</button>{{/next}}
</form>
{{/paged}}
{{/none}}
</section>
)html";

}  // namespace shixin::web::templates
