import { Button } from 'antd';
import { type ReactNode, type RefObject, useState } from 'react';
import { useLanguage } from '../locales/language.tsx';

type Outcome = 'idle' | 'done' | 'by-hand';

/** Copies the text of an element. Plain HTTP is no secure context: then the older way, or a selection to copy by hand. */
export function CopyButton({ source }: { readonly source: RefObject<HTMLElement | null> }): ReactNode {
  const { tell } = useLanguage();
  const [outcome, setOutcome] = useState<Outcome>('idle');
  async function copy(): Promise<void> {
    if (source.current) setOutcome(await copyText(source.current));
  }
  return (
    <>
      <Button size="small" onClick={copy}>
        {tell('copy.act')}
      </Button>{' '}
      <span role="status">
        {outcome === 'done' && tell('copy.done')}
        {outcome === 'by-hand' && tell('copy.byHand')}
      </span>
    </>
  );
}

async function copyText(element: HTMLElement): Promise<Outcome> {
  // The types promise a clipboard; outside secure contexts there is none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (!clipboard) return copySelection(element);
    await clipboard.writeText(element.textContent);
    return 'done';
  } catch {
    return copySelection(element);
  }
}

function copySelection(element: HTMLElement): Outcome {
  const selection = window.getSelection();
  selection?.selectAllChildren(element);
  if (!document.execCommand('copy')) return 'by-hand';
  selection?.removeAllRanges();
  return 'done';
}
