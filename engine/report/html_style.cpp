#include "engine/report/html_parts.h"

namespace obverse {

namespace {

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fff;--soft:#f3f4f7;--line:#b9bdc9;--link:#0b4fa8;--faint:#4c5160;
--must:#8f1d3f;--should:#7a4a00;--consider:#0a5a52;--lit:#ffe9a8}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8ec;--paper:#16171b;--soft:#212329;--line:#565b69;--link:#8ebcff;
--faint:#b7bcc9;--must:#ff9fb6;--should:#f2c078;--consider:#7fd8cb;--lit:#5a4a12}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1rem;max-width:76rem;font:1rem/1.5 Georgia,"Times New Roman",serif;color:var(--ink);
background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,h4,dt,.level,.name,.jumps,fieldset,summary,.links,.ref,th{font-family:system-ui,"Segoe UI",Arial,sans-serif}
h1{font-size:1.4rem;margin:.2rem 0}
h2{font-size:1.3rem}
h3{font-size:1.1rem;border-bottom:1px solid var(--line);padding-bottom:.2rem;margin-top:2rem}
h4{font-size:.95rem;margin:0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible,.finding:focus{outline:3px solid var(--link);outline-offset:2px}
fieldset{border:1px solid var(--line);border-radius:4px;font-size:.9rem}
label{margin-right:1rem;white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.4rem 0;font-size:.9rem}
dt{color:var(--faint)}dd{margin:0;min-width:0}
.finding dt{max-width:9rem}
.jumps{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1rem}
.row{margin:.5rem 0}
.words{position:relative;padding:.1rem 0;background:var(--paper)}
.words p{margin:.2rem 0}
.heading p{font-weight:bold}.footnote{font-size:.88rem}
.name{font-size:.75rem;color:var(--faint);display:block}
mark{background:none;color:inherit;cursor:pointer;text-underline-offset:.2em;text-decoration-thickness:2px}
mark.must{text-decoration:underline double var(--must) 2px}
mark.should{text-decoration:underline solid var(--should) 2px}
mark.consider{text-decoration:underline dotted var(--consider) 2px}
.lit{background:var(--lit)}
.ref{font-size:.75rem;padding:.1rem .25rem;text-decoration:none}
sup{line-height:1}
.notes{min-width:0}
.finding{background:var(--soft);border:1px solid var(--line);border-inline-start-width:5px;border-radius:4px;
padding:.5rem .7rem;margin:.4rem 0;font-size:.93rem}
.finding.must{border-inline-start-style:double;border-inline-start-color:var(--must)}
.finding.should{border-inline-start-color:var(--should)}
.finding.consider{border-inline-start-style:dotted;border-inline-start-color:var(--consider)}
.finding p{margin:.3rem 0}
.level{font-weight:bold}
.level.must{color:var(--must)}.level.should{color:var(--should)}.level.consider{color:var(--consider)}
summary{cursor:pointer;font-size:.85rem;padding:.2rem 0}
.links{font-size:.85rem}
.proof,.proof ul{list-style:none;margin:0;padding-inline-start:.9rem;border-inline-start:1px solid var(--line)}
.proof{font-size:.85rem;padding-inline-start:.3rem;border:0}
.proof li{margin:.25rem 0}
small{color:var(--faint);font-size:.95em}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:start;vertical-align:top}
tbody th{font-weight:normal;width:34%}
td ul{margin:0;padding-inline-start:1.1rem}
.sources{font-size:.85rem}
body:has(#show-must:not(:checked)) .finding.must,body:has(#show-should:not(:checked)) .finding.should,
body:has(#show-consider:not(:checked)) .finding.consider{display:none}
@media(min-width:56rem){
.row{display:grid;grid-template-columns:minmax(0,1.05fr) minmax(0,1fr);gap:1.5rem}
.row>.words{position:sticky;top:0;align-self:start}
.words:has(>.name){padding-inline-start:3.8rem}
.name{position:absolute;inset-inline-start:0;top:.45rem;max-width:3.6rem}
}
@media(min-width:40rem) and (max-width:56rem){.notes{margin-inline-start:3rem}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--ink:#000;--paper:#fff;--soft:#fff;--line:#888;--link:#000;--faint:#333;--must:#000;--should:#000;--consider:#000;
--lit:#fff;color-scheme:light}
@page{size:A4;margin:18mm 16mm}
body{max-width:none;padding:0;font-size:10.5pt}
fieldset,.jumps,kbd,.links,.proofs:not([open]){display:none}
.row{display:block}.row>.words{position:static}.notes{margin-inline-start:2.5rem}
.words:has(>.name){padding-inline-start:0}.name{position:static}
.finding h4,.words,h2,h3{break-after:avoid}
.finding>p,.finding dd,.proof li>small{orphans:2;widows:2}
a{text-decoration:none}
}
)css";

constexpr std::string_view script = R"js(
(function(){
"use strict";
var findings=Array.prototype.slice.call(document.querySelectorAll(".finding"));
function words(id){return document.querySelectorAll('[data-f~="'+id+'"]');}
function light(id,on){words(id).forEach(function(e){e.classList.toggle("lit",on);});}
function go(id){var e=document.getElementById(id);if(!e)return;history.replaceState(null,"","#"+id);
e.scrollIntoView({block:"nearest"});e.focus({preventScroll:true});}
findings.forEach(function(f){
["mouseenter","focusin"].forEach(function(n){f.addEventListener(n,function(){light(f.id,true);});});
["mouseleave","focusout"].forEach(function(n){f.addEventListener(n,function(){light(f.id,false);});});
});
document.addEventListener("click",function(e){
var m=e.target.closest&&e.target.closest("mark");
if(m)go(m.dataset.f.split(" ")[0]);
});
function shown(f){return f.offsetParent!==null;}
document.addEventListener("keydown",function(e){
if(e.ctrlKey||e.altKey||e.metaKey)return;
var f=document.activeElement&&document.activeElement.closest(".finding");
if(!f)return;
var visible=findings.filter(shown),at=visible.indexOf(f);
if(e.key==="j"&&visible[at+1])go(visible[at+1].id);
else if(e.key==="k"&&visible[at-1])go(visible[at-1].id);
else if(e.key==="w"){var n=f.id.replace("f","w"),r=document.querySelector('a.ref[href="#'+f.id+'"]');
document.getElementById(n).scrollIntoView({block:"center"});if(r)r.focus({preventScroll:true});}
else if(e.key==="p"){var d=f.querySelector(".proofs");d.open=!d.open;d.querySelector("summary").focus();}
else return;
e.preventDefault();
});
document.querySelectorAll("a.back").forEach(function(a){a.addEventListener("click",function(e){
var f=a.closest(".finding"),r=document.querySelector('a.ref[href="#'+f.id+'"]');
if(r){e.preventDefault();history.replaceState(null,"",a.getAttribute("href"));
r.scrollIntoView({block:"center"});r.focus({preventScroll:true});light(f.id,true);
r.addEventListener("blur",function(){light(f.id,false);},{once:true});}
});});
var opened=[];
addEventListener("beforeprint",function(){opened=Array.prototype.slice.call(document.querySelectorAll("details.more:not([open])"));
opened.forEach(function(d){d.open=true;});});
addEventListener("afterprint",function(){opened.forEach(function(d){d.open=false;});});
})();
)js";

}  // namespace

std::string_view html_style() {
    return style;
}

std::string_view html_script() {
    return script;
}

}  // namespace obverse
