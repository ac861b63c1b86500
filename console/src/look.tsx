import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from './locales/language.tsx';
import { THEME } from './styles/theme.ts';

interface LookProps {
  /** the nonce of this answer: the page's policy lets style elements through that carry it */
  readonly nonce: string;
  readonly children: ReactNode;
}

/** antd with our colours, in the language of the page, and with CSS that old browsers understand. */
export function Look({ nonce, children }: LookProps): ReactNode {
  const { lang } = useLanguage();
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        theme={THEME}
        locale={lang === 'zh' ? zhCN : enUS}
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
