/**
 * Pages with exits of every kind, and the prompts that real sites put before them. All of it is invented, after the
 * manner of what is found on portals.
 */

/** Exits by the host to which each leads. All stand outside what an organ owns: companies, a hospital, a university. */
export const EXIT_HOSTS = {
  link: 'www.company.example',
  blank: 'www.hospital.example',
  shadow: 'www.university.example',
  closed: 'www.closed.example',
  frame: 'www.press.example',
  area: 'www.map.example',
  option: 'www.list.example',
  open: 'www.window.example',
  location: 'www.moved.example',
  button: 'www.button.example',
} as const;
export type ExitName = keyof typeof EXIT_HOSTS;

export function exitUrl(name: ExitName): string {
  return `https://${EXIT_HOSTS[name]}/`;
}

/** Sends whoever clicks through `leave(url, aside)` of the page, in the page, its shadow roots and its frames. */
const CATCH_LINKS = `
function guardClicks(root) {
  root.addEventListener('click', function (event) {
    var link = event.composedPath().filter(function (node) { return /^(A|AREA)$/.test(node.tagName || ''); })[0];
    if (!link || !/^https?:/.test(link.href) || /(^|\\.)gov\\.cn$/.test(link.hostname) || link.hasAttribute('data-go')) return;
    event.preventDefault();
    leave(link.href, link.target === '_blank');
  }, true);
}
function go(url, aside) { if (aside) window.open(url); else location.href = url; }
guardClicks(document);`;

const MARKUP: Record<ExitName, string> = {
  link: `<p><a href="${exitUrl('link')}">企业网站</a></p>`,
  blank: `<p><a class="news" target="_blank" href="${exitUrl('blank')}">市人民医院</a></p>`,
  shadow: `<div id="host"></div><script>
    document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML =
      '<a class="friend" href="${exitUrl('shadow')}">大学</a>';</script>`,
  closed: `<div id="closed"></div><script>
    document.getElementById('closed').attachShadow({ mode: 'closed' }).innerHTML =
      '<a class="closed" href="${exitUrl('closed')}">协会</a>';</script>`,
  frame: '<iframe src="/frame" width="300" height="60"></iframe>',
  area: `<p><img usemap="#map" width="200" height="50" alt="" src="/map.svg"><map name="map">
    <area shape="poly" coords="0,0,90,0,90,40,0,40" href="${exitUrl('area')}" alt="地图"></map></p>`,
  option: `<p><select onchange="leave(this.value, true)"><option>友情链接</option>
    <option value="https://www.gov.cn/">中国政府网</option>
    <option value="${exitUrl('option')}">行业协会</option></select></p>`,
  open: `<p><span onclick="leave('${exitUrl('open')}', true)">新窗口</span></p>`,
  location: `<p><img width="50" height="20" alt="本窗口" src="/map.svg" onclick="leave('${exitUrl('location')}')"></p>`,
  button: `<form action="/login" method="post"><input name="user" value="x">
    <button onclick="leave('${exitUrl('button')}', true)">查询</button></form>`,
};

export const PICTURE = {
  headers: { 'content-type': 'image/svg+xml' },
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><rect width="200" height="50" fill="#ccc"/></svg>',
};

/** A page with some exits; `leave(url, aside)` is what the script defines, by default going there at once. */
export function exitPage(
  names: readonly ExitName[],
  script = 'function leave(url, aside) { go(url, aside); }',
) {
  const head = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>示例市人民政府</title>`;
  const organ = '<p><a href="https://www.beijing.gov.cn/">首都之窗</a></p>';
  const markup = names.map((name) => MARKUP[name]).join('\n');
  return `${head}<body><h1>示例市人民政府</h1>${organ}${markup}<script>${CATCH_LINKS}\n${script}</script></body></html>`;
}

/** The frame that holds the exit `frame`. */
export function framePage(script = 'function leave(url, aside) { parent.leave(url, true); }'): string {
  return `<!doctype html><meta charset="utf-8"><a href="${exitUrl('frame')}">报社</a>
    <script>${CATCH_LINKS}\n${script}</script>`;
}

const QUESTION = '您访问的链接即将离开“示例市人民政府”门户网站，是否继续？';

/** How sites ask, each as the body of `leave(url, aside)`. */
export const PROMPTS = {
  confirm: `function leave(url, aside) { if (confirm('${QUESTION}')) go(url, aside); }`,

  // What layer.confirm draws: a shade, a box that grows into view, buttons that are links without an address.
  layer: `function leave(url, aside) {
    var box = document.createElement('div');
    box.innerHTML = '<div style="position:fixed;inset:0;background:#000;opacity:.3;z-index:19891014"></div>' +
      '<div class="layui-layer layui-layer-dialog" style="position:fixed;left:200px;top:150px;width:300px;z-index:19891015;background:#fff;transition:transform .2s;transform:scale(.5)">' +
      '<div class="layui-layer-title">提示</div><div class="layui-layer-content">${QUESTION}</div>' +
      '<span><a class="layui-layer-ico layui-layer-close" href="javascript:;" style="display:inline-block;width:16px;height:16px"></a></span>' +
      '<div class="layui-layer-btn"><a class="layui-layer-btn0">继续访问</a> <a class="layui-layer-btn1">放弃</a></div></div>';
    document.body.appendChild(box);
    requestAnimationFrame(function () { box.querySelector('.layui-layer').style.transform = 'none'; });
    box.querySelector('.layui-layer-btn0').onclick = function () { box.remove(); go(url, aside); };
    box.querySelector('.layui-layer-btn1').onclick = function () { box.remove(); };
  }`,

  // A modal that stands in the page from the beginning and fades in, as bootstrap's does.
  modal: `document.body.insertAdjacentHTML('beforeend',
      '<div id="modal" class="modal fade" role="dialog" style="display:none;position:fixed;inset:0;z-index:1050;opacity:0;transition:opacity .15s">' +
      '<div class="modal-dialog" style="width:400px;margin:80px auto;background:#fff"><div class="modal-body"><p>温馨提示</p><p>即将<b>离开</b>本网站，前往外部网站。</p></div>' +
      '<div class="modal-footer"><button class="btn" data-dismiss="modal">取 消</button><button class="btn btn-primary">确 定</button></div></div></div>');
    function leave(url, aside) {
      var modal = document.getElementById('modal');
      var buttons = modal.querySelectorAll('button');
      modal.style.display = 'block';
      requestAnimationFrame(function () { modal.style.opacity = 1; });
      function close() { modal.style.display = 'none'; modal.style.opacity = 0; }
      buttons[0].onclick = close;
      buttons[1].onclick = function () { close(); go(url, aside); };
    }`,

  dialog: `function leave(url, aside) {
    var dialog = document.createElement('dialog');
    dialog.innerHTML = '<p>该链接为外部链接，不属于本网站。</p><button value="no">返回</button><button value="go">继续访问</button>';
    document.body.appendChild(dialog);
    dialog.showModal();
    dialog.onclick = function (event) {
      if (event.target.tagName !== 'BUTTON') return;
      dialog.remove();
      if (event.target.value === 'go') go(url, aside);
    };
  }`,

  // A page of the site's own in between.
  interstitial: `function leave(url, aside) { go('/leave?to=' + encodeURIComponent(url), aside); }`,
} as const;

/** The page in between: goes back, or on to the address that it was given. */
export const INTERSTITIAL = `<!doctype html><meta charset="utf-8"><title>离开提示</title>
  <h1>示例市人民政府</h1><p>您即将访问的网站不属于本网站，请注意安全。</p>
  <p><a id="on">继续访问</a> <a href="/" id="back">返回本站</a></p>
  <script>document.getElementById('on').href = new URL(location.href).searchParams.get('to');</script>`;
