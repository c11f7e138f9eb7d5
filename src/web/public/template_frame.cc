// The frame of every public page, and the page that has only something to say.
#include "web/public/templates.h"

namespace shixin::web::templates {

const char* const kFrame = R"html(<header class="top">
<div class="width">
<p class="court">{{court}}</p>
<p class="service">失信被执行人、限制消费人员信息公布</p>
<nav aria-label="主要页面"><a href="/">信息查询</a><a href="/stats">公布统计</a></nav>
</div>
</header>
<main id="content" class="width">
{{{content}}}
</main>
<footer>
<div class="width">
<section aria-labelledby="objection">
<h2 id="objection">如何提出异议</h2>
<p>
认为不应当纳入、公布的信息不准确，或者应当删除而没有删除的，可以向{{court}}<strong
>书面申请纠正</strong>，写明案号、理由，并附身份证明和证据。
</p>
<ol>
<li>本院自收到书面申请之日起十五日内审查；理由成立的，三个工作日内纠正。</li>
<li>驳回申请的，自收到决定书之日起十日内，可以向上一级人民法院申请复议。<span
>上一级人民法院自收到复议申请之日起十五日内作出决定；复议期间不停止执行。</span></li>
<li>与公布的人同名而被误认的，请直接来电，本院将当日核对。</li>
</ol>
<p class="fine">依据：法释〔2017〕7号第十一条、第十二条；法发〔2019〕35号第十八条</p>
</section>
<section aria-labelledby="contact">
<h2 id="contact">联系本院</h2>
<p>{{court}}</p>
<p class="phone">
{{#phone}}<a href="tel:{{phone}}">{{phone}}</a>{{/phone}}
{{^phone}}<a href="tel:12368">12368</a>{{/phone}}
</p>
<h2>说明</h2>
<p>公布的信息仅供查询核对，<strong class="whole">以法院文书为准</strong>。查询免费。</p>
<p>请勿复制、转载或者用于其他用途。</p>
<p class="fine">
信息截至 <time class="whole" datetime="{{as_of_machine}}">{{as_of}}</time>（北京时间）
</p>
</section>
</div>
</footer>)html";

const char* const kMessage = R"html(<h1>{{title}}</h1>
<p class="lead">{{text}}</p>
<p><a href="/">返回信息查询</a></p>
)html";

}  // namespace shixin::web::templates
