import { QRCode } from 'antd';
import type { ReactNode } from 'react';

/** The square that an app for codes reads. */
export function SeedCode({ uri }: { readonly uri: string }): ReactNode {
  return <QRCode type="svg" value={uri} size={188} bordered={false} color="#000" bgColor="#fff" />;
}
