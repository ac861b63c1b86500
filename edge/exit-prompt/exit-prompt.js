/*
 * 离开提示（《互联网政务应用安全管理规定》第十五条）
 *
 * 放在党政机关门户网站每个页面的 <head> 中：
 *   <script src="/js/exit-prompt.js" data-site-name="某某县人民政府"></script>
 * 使用其他后缀的党政机关网站，写入 data-organ-hosts，以逗号分隔，含其下级域名：
 *   data-organ-hosts="www.example.cn,example.org.cn"
 * 也可以用政盾按台账生成、经过签名的党政机关网站名单（/exit/organs.txt，可定时下载到本站）：
 *   data-list="/js/organs.txt" data-list-key="存证的 Ed25519 公钥，见 keys/verifiers.txt"
 * 浏览器不能验证签名，或者名单已改动、过期、取不到的，按后缀和 data-organ-hosts 判断。名单在其他网址的，CSP 须允许连接。
 * 页面脚本用 location= 直接跳转的，请改为调用 exitPrompt.open(网址)。
 * 页面语言（<html lang>）为 en、标题又没有汉字的，提示用英文：不少中文网页从模板带来 lang="en"。没有内联脚本和样式，内容安全策略（CSP）只需允许本站脚本。
 *
 * Shows a prompt before a visitor leaves an organ's portal for a site that is not an organ's. Hosts are compared
 * label by label as the browser parsed them: an address that merely contains "gov.cn" is no organ's. A list of organs' sites
 * is believed when its signature holds. Runs in every browser since 2015, sets no cookie, sends nothing.
 */
(function () {
  var script = document.currentScript;
  var siteName = (script && script.getAttribute('data-site-name')) || '';
  // .gov.cn and .政务 are for Party and government organs alone (Article 5).
  var organSuffixes = ['gov.cn', 'xn--zfr164b', 'xn--zfr164b.cn'].concat(listedHosts());
  // What a signed list adds, and what under these suffixes is not an organ's.
  var added = [];
  var struck = [];
  var openWindow = window.open;
  var submitForm = HTMLFormElement.prototype.submit;
  // The words of the page's own language; Chinese where it is not English.
  var WORDS = {
    zh: {
      leaving: '您将离开{site}，前往：',
      named: '“{name}”网站',
      unnamed: '本网站',
      back: '返回',
      on: '继续访问',
    },
    en: {
      leaving: 'You are leaving {site} for: ',
      named: 'the website “{name}”',
      unnamed: 'this website',
      back: 'Go back',
      on: 'Continue',
    },
  };

  function words() {
    var isEnglish = /^en\b/i.test(document.documentElement.lang) && !/[\u4e00-\u9fff]/.test(document.title);
    return WORDS[isEnglish ? 'en' : 'zh'];
  }

  function listedHosts() {
    var listed = (script && script.getAttribute('data-organ-hosts')) || '';
    return listed
      .split(/[\s,，]+/)
      .filter(Boolean)
      .map(function (host) {
        return parse('http://' + host).hostname;
      });
  }

  /** The address as this browser takes it, with its host in ASCII. */
  function parse(address) {
    var link = document.createElement('a');
    link.href = address;
    return link;
  }

  function isOrgan(host) {
    var name = '.' + host.replace(/\.$/, '').toLowerCase();
    function isUnder(suffix) {
      return name.slice(-suffix.length - 1) === '.' + suffix;
    }
    if (added.indexOf(name.slice(1)) >= 0) return true;
    return organSuffixes.some(isUnder) && !struck.some(isUnder);
  }

  /** Takes a list in, once its signature by the given key holds and until its last day. */
  function takeList(list) {
    var lines = list.split('\n');
    var until = /^until (.*)$/m.exec(list);
    if (lines[0] !== 'zhengdun-organ-hosts/1' || !until) return;
    if (!(new Date(until[1] + 'T23:59:59+08:00') >= new Date())) return;
    lines.forEach(function (line) {
      if (line[0] === '+') added.push(line.slice(1));
      if (line[0] === '-') struck.push(line.slice(1));
      if (line.slice(0, 2) === '*.') organSuffixes.push(line.slice(2));
    });
  }

  function bytes(base64) {
    return Uint8Array.from(atob(base64), function (sign) {
      return sign.charCodeAt(0);
    });
  }

  /** A signed note: text, empty line, a line for each signature (C2SP signed-note). @returns a promise of its text */
  function openNote(note, key) {
    var split = note.lastIndexOf('\n\n') + 1;
    var named = key.split('+');
    var line = note
      .slice(split)
      .split('\n')
      .map(function (each) {
        return each.split(' ');
      })
      .filter(function (each) {
        // The first four bytes tell by which key.
        return each[1] === named[0] && bytes(each[2]).slice(0, 4).join() === hex(named[1]).join();
      })[0];
    var text = note.slice(0, split);
    var raw = bytes(named.slice(2).join('+')).slice(1);
    return crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']).then(function (known) {
      var data = new TextEncoder().encode(text);
      return crypto.subtle.verify('Ed25519', known, bytes(line[2]).slice(4), data).then(function (holds) {
        return holds ? text : '';
      });
    });
  }

  function hex(text) {
    return text.match(/../g).map(function (pair) {
      return parseInt(pair, 16);
    });
  }

  function fetchList(address, key) {
    if (!address || !key || !window.fetch || !window.crypto || !crypto.subtle) return;
    fetch(address, { credentials: 'omit' })
      .then(function (answer) {
        return answer.ok ? answer.text() : '';
      })
      .then(function (note) {
        return openNote(note, key);
      })
      .then(takeList)
      // What is built in decides.
      .catch(function () {});
  }
  if (script) fetchList(script.getAttribute('data-list'), script.getAttribute('data-list-key'));

  /** The address when going there leaves for a site that is not an organ's; otherwise undefined. */
  function leavingTo(address) {
    var target = parse(address);
    if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
    if (target.hostname === location.hostname || isOrgan(target.hostname)) return undefined;
    return target;
  }

  function style(element, rules) {
    Object.keys(rules).forEach(function (name) {
      element.style[name] = rules[name];
    });
    return element;
  }

  function make(name, text) {
    var element = document.createElement(name);
    element.textContent = text || '';
    return element;
  }

  function button(text, filled) {
    return style(make('button', text), {
      margin: '0 0 0 12px',
      padding: '10px 22px',
      minHeight: '44px',
      font: 'inherit',
      cursor: 'pointer',
      border: '1px solid #0958d9',
      borderRadius: '4px',
      color: filled ? '#fff' : '#0958d9',
      background: filled ? '#0958d9' : '#fff',
    });
  }

  /** Where the prompt is drawn: over the whole window, also when the link stands in a frame of the same site. */
  function stage() {
    try {
      if (window.top.document.body.nodeName === 'BODY') return window.top.document;
    } catch (_error) {
      // The window around belongs to another site.
    }
    return document;
  }

  var shown = null;

  /** Asks the visitor; calls `go` when the answer is to go on. */
  function ask(target, go) {
    if (shown) return;
    var before = document.activeElement;
    var page = stage();
    var veil = style(make('div'), {
      position: 'fixed',
      zIndex: '2147483647',
      top: '0',
      left: '0',
      width: '100%',
      height: '100%',
      background: 'rgba(0,0,0,.55)',
      display: 'block',
      overflow: 'auto',
    });
    var box = style(make('div'), {
      boxSizing: 'border-box',
      width: '92%',
      maxWidth: '480px',
      margin: '20vh auto 0',
      padding: '28px 24px 20px',
      borderRadius: '6px',
      font: '16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
      textAlign: 'left',
      color: '#1f1f1f',
      background: '#fff',
    });
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-modal', 'true');
    var said = words();
    var site = siteName ? said.named.split('{name}').join(siteName) : said.unnamed;
    var text = style(make('p', said.leaving.split('{site}').join(site) + target.hostname), {
      margin: '0 0 22px',
      wordBreak: 'break-word',
      overflowWrap: 'anywhere',
    });
    text.id = 'exit-prompt-words';
    box.setAttribute('aria-labelledby', text.id);
    box.lang = said === WORDS.en ? 'en' : 'zh-CN';
    var back = button(said.back, true);
    var onward = button(said.on, false);
    var actions = style(make('div'), { textAlign: 'right' });
    actions.appendChild(onward);
    actions.appendChild(back);
    box.appendChild(text);
    box.appendChild(actions);
    veil.appendChild(box);

    function close() {
      shown = null;
      page.removeEventListener('keydown', onKey, true);
      veil.parentNode.removeChild(veil);
      if (before && before.focus) before.focus();
    }
    function onKey(event) {
      if (event.key === 'Escape' || event.key === 'Esc') {
        event.preventDefault();
        close();
      } else if (event.key === 'Tab') {
        // Two buttons: Tab and Shift+Tab both lead to the other one.
        event.preventDefault();
        (page.activeElement === back ? onward : back).focus();
      }
    }
    back.onclick = close;
    onward.onclick = function () {
      close();
      go();
    };
    shown = veil;
    page.addEventListener('keydown', onKey, true);
    page.body.appendChild(veil);
    back.focus();
  }

  function visit(address, target) {
    if (!target || target === '_self') location.href = address;
    else openWindow.call(window, address, target, 'noopener');
  }

  /** The element of such a name that an event went through; in a shadow root the target alone does not tell. */
  function closest(event, names) {
    var way = event.composedPath ? event.composedPath() : [];
    var at;
    for (at = event.target; at && way.indexOf(at) < 0; at = at.parentNode) way.push(at);
    return way.filter(function (node) {
      return node.nodeType === 1 && names.indexOf(node.nodeName.toLowerCase()) >= 0;
    })[0];
  }

  function stop(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function onClick(event) {
    if (shown && shown.contains(event.target)) return;
    // The right button opens a menu and no link.
    if (event.button === 2) return;
    var link = closest(event, ['a', 'area']);
    var target = link && link.getAttribute('href') !== null && leavingTo(link.href);
    if (!target) return;
    var isAside = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    stop(event);
    ask(target, function () {
      visit(target.href, isAside ? '_blank' : link.target);
    });
  }

  /** A list of friendly links: <select><option value="https://…">. */
  function onChange(event) {
    var list = closest(event, ['select']);
    var target = list && /^(https?:)?\/\//i.test(list.value) && leavingTo(list.value);
    if (!target) return;
    stop(event);
    list.selectedIndex = 0;
    ask(target, function () {
      visit(target.href, '_blank');
    });
  }

  /** Asks before a form is sent elsewhere; true where it asked. */
  function askForForm(form, action, send) {
    // A field may be called `action`: the attribute alone tells.
    var target = leavingTo(action || form.getAttribute('action') || location.href);
    if (target) ask(target, send);
    return Boolean(target);
  }

  /** A search box that sends the visitor to somebody else's site, by its own address or by that of its button. */
  function onSubmit(event) {
    var form = event.target;
    var button = event.submitter;
    var action = button && button.getAttribute('formaction');
    function send() {
      if (action) form.setAttribute('action', action);
      submitForm.call(form);
    }
    if (askForForm(form, action, send)) stop(event);
  }

  /** Before the page's own handlers, whatever they do. */
  function watch(root) {
    root.addEventListener('click', onClick, true);
    root.addEventListener('auxclick', onClick, true);
    root.addEventListener('change', onChange, true);
    root.addEventListener('submit', onSubmit, true);
  }
  watch(document);

  // What happens in a shadow root is not told outside of it: neither what was clicked in a closed one, nor forms and lists.
  var attachShadow = Element.prototype.attachShadow;
  if (attachShadow)
    Element.prototype.attachShadow = function (init) {
      var root = attachShadow.call(this, init);
      watch(root);
      return root;
    };

  // A page's own script sends a form without an event.
  HTMLFormElement.prototype.submit = function () {
    var form = this;
    function send() {
      submitForm.call(form);
    }
    if (!askForForm(form, null, send)) send();
  };

  function open(address, name, features) {
    var target = address ? leavingTo(String(address)) : undefined;
    if (!target) return openWindow.call(window, address, name, features);
    ask(target, function () {
      visit(target.href, name || '_blank');
    });
    return null;
  }

  window.open = open;
  window.exitPrompt = {
    open: function (address) {
      var target = leavingTo(address);
      if (!target) location.href = address;
      else
        ask(target, function () {
          visit(target.href, '_self');
        });
    },
  };
})();
