import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

/** A link that looks like the button it stands beside. */
export function LinkButton(props: {
  readonly to: string;
  readonly primary?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { to, primary, children } = props;
  const navigate = useNavigate();
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      href={to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
