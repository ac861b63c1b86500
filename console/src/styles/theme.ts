import type { ThemeConfig } from 'antd';

/**
 * antd's default colours miss the contrast of WCAG 2.1 AA (4.5:1 for text, 3:1 for borders of fields); these keep
 * it. The same colours for our own style sheets stand in base.css.
 */
export const THEME = {
  token: {
    colorPrimary: '#0958d9',
    // antd lightens what the pointer is on; then the contrast is gone.
    colorPrimaryHover: '#003eb3',
    colorLinkHover: '#003eb3',
    colorInfo: '#0958d9',
    colorLink: '#0958d9',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    colorError: '#cf1322',
    colorSuccessBg: '#f6ffed',
    colorWarningBg: '#fff7e6',
    colorErrorBg: '#fff1f0',
    colorInfoBg: '#e6f4ff',
    colorTextSecondary: 'rgba(0, 0, 0, 0.72)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
    colorTextDescription: 'rgba(0, 0, 0, 0.65)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    colorBorder: '#8c8c8c',
    linkDecoration: 'underline',
    fontFamily: 'inherit',
    borderRadius: 4,
    // Nothing has to move for anything to be understood.
    motion: false,
  },
} as const satisfies ThemeConfig;
