import { printTime, type SessionView } from '@zhengdun/contract';
import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../../locales/language.tsx';
import styles from './demo-bar.module.css';

const MINUTE_MS = 60_000;

/** 屏幕水印, where it is set: who looks, and when, faintly over every page, so that a photograph of it says whose it is. */
export function ScreenMark({ session }: { readonly session: SessionView | undefined }): ReactNode {
  const { lang } = useLanguage();
  const [now, setNow] = useState(() => new Date());
  const person = session?.screenMark ? session.person : undefined;
  const isOn = person !== undefined;
  useEffect(() => {
    const timer = isOn ? setInterval(() => setNow(new Date()), MINUTE_MS) : undefined;
    return () => clearInterval(timer);
  }, [isOn]);
  if (!person) return null;
  const text = `${person.name} ${printTime(now.toISOString(), lang)}`;
  return (
    <div
      className={styles.mark}
      data-mark={text}
      // Between the marks of the demonstration, where both stand.
      style={{ backgroundImage: `url("${pictureOf(text)}")`, backgroundPosition: '210px 130px' }}
      aria-hidden="true"
    />
  );
}

function pictureOf(text: string): string {
  const plain = text.replaceAll(/[<>&]/g, '');
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="260"><text x="210" y="130" text-anchor="middle" transform="rotate(-24 210 130)" font-size="18" fill="#000" fill-opacity=".06" font-family="sans-serif">${plain}</text></svg>`,
  ).replaceAll(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}
