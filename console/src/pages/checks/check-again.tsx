import type { CheckRequest, CheckView } from '@zhengdun/contract';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useStartCheck } from '../../api/checks.ts';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** 重新检测: the same address, unit, limits and basis once more, as a check of its own. A saved page cannot be visited again. */
export function CheckAgain({ view }: { readonly view: CheckView }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const start = useStartCheck();
  if (view.result?.target.snapshot) return null;
  return (
    <>
      <Button
        aria-disabled={start.isPending}
        onClick={() => {
          if (start.isPending) return;
          start.mutate(requestOf(view), { onSuccess: ({ id }) => navigate(`/checks/${id}`) });
        }}
      >
        {start.isPending ? tell('form.submitting') : tell('check.again')}
      </Button>
      {start.error && <ActErrorState title={tell('check.notStarted')} error={start.error} />}
    </>
  );
}

/** What a person gave is given again; what was guessed is left to be guessed anew. */
function requestOf({ url, unit, result }: CheckView): CheckRequest {
  return {
    address: url,
    ...(unit.name && { unitName: unit.name }),
    ...(unit.kind && unit.from.kind === 'given' && { unitKind: unit.kind }),
    ...(unit.level && unit.from.level === 'given' && { unitLevel: unit.level }),
    // The home page is counted in the limit and not in the request.
    ...(result && { pages: Math.max(0, result.conditions.pagesLimit - 1), basis: result.basis }),
  };
}
