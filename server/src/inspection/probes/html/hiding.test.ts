import { describe, expect, it } from 'vitest';
import { parsePage } from './dom.ts';
import { hidingManner, readHiding } from './hiding.ts';
import { readPageHiding } from './page-hiding.ts';

function elementsOf(markup: string) {
  const page = parsePage(markup);
  return { page, elements: page.elements };
}
function mannerOf(style: string): string | undefined {
  const [element] = elementsOf(`<div style="${style}">x</div>`).elements;
  return element && hidingManner(element);
}

describe('what hides an element by its own style', () => {
  it.each([
    ['DISPLAY : NONE !important', 'display:none'],
    ['visibility:hidden', 'visibility:hidden'],
    ['opacity:0.0', 'opacity:0.0'],
    ['position:absolute;left:-9999px', 'position:absolute;left:-9999px'],
    ['position:fixed;top:-200em', 'position:fixed;top:-200em'],
    ['text-indent:-999px', 'text-indent:-999px'],
    ['margin-left:-9999px', 'margin-left:-9999px'],
    ['overflow:hidden;height:1px', 'overflow:hidden;height:1px'],
    ['clip:rect(0,0,0,0)', 'clip:rect(0,0,0,0)'],
    ['transform:scale(0)', 'transform:scale(0)'],
    ['font-size:1px', 'font-size:1px'],
  ])('%s', (style, manner) => expect(mannerOf(style)).toBe(manner));

  it.each([
    'display:block',
    'opacity:0.9',
    'position:absolute;left:-100px',
    'position:relative;left:-9999px',
    'position:absolute;left:-1920px;width:9600px',
    'margin-left:-500px',
    'overflow:hidden;height:1em',
    'overflow:hidden;height:300px',
    'font-size:1em',
    'font-size:0.8em',
    'text-indent:2em',
    'transform:scale(0.5)',
    'display',
    ':::;;;',
  ])('%s does not', (style) => expect(mannerOf(style)).toBeUndefined());

  it('counts for what stands within, but letters of no size not for pictures', () => {
    const { page, elements } = elementsOf(
      '<div style="font-size:0"><a id="t">文字</a><a id="p"><img src="a.png"></a></div>',
    );
    const [text, picture] = ['t', 'p'].map((id) => elements.find(({ attribs }) => attribs.id === id));
    const hiddenBy = readHiding(page);
    expect([text && hiddenBy(text), picture && hiddenBy(picture)]).toEqual(['font-size:0', undefined]);
  });
});

describe('what hides an element by a sheet or script of the page', () => {
  function byPage(markup: string): string | undefined {
    const { page, elements } = elementsOf(markup);
    const link = elements.find(({ name }) => name === 'a');
    return link && readPageHiding(page)(link);
  }

  it('is told with the selector', () => {
    expect(byPage('<style>ul.k , #w{display:none}</style><div id="w"><p><a>x</a></p></div>')).toBe(
      '#w display:none',
    );
    expect(
      byPage('<script>document.getElementById("w").style.display="none"</script><div id="w"><a>x</a></div>'),
    ).toBe('#w display:none');
  });

  it('ends where a script closes the tag that another opened', () => {
    const open = `<script>document.write("<div style='display:none'>")</script>`;
    const close = '<script>document.write("</div>")</script>';
    expect(byPage(`${open}<a>x</a>${close}`)).toBe('document.write display:none');
    expect(byPage(`${open}${close}<a>x</a>`)).toBeUndefined();
    expect(byPage(`<div>${open}</div><a>x</a>`)).toBeUndefined();
  });

  it('is none for sheets of other media, for other selectors, and where a later rule shows it', () => {
    expect(byPage('<style>@media print{#w{display:none}}</style><div id="w"><a>x</a></div>')).toBeUndefined();
    expect(
      byPage('<style>.nav:hover .sub{display:none}</style><div class="sub"><a>x</a></div>'),
    ).toBeUndefined();
    expect(
      byPage('<style>#w{display:none}#w{display:block}</style><div id="w"><a>x</a></div>'),
    ).toBeUndefined();
  });
});
