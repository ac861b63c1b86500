import type { ItemView } from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useDecideItem, useDifference, useItem, useWriteComment } from '../../api/publications.ts';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { GroundForm } from '../../components/forms/plea-forms.tsx';
import { FoldedPanel, Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { AttachmentList } from './attachments.tsx';
import { DifferenceView } from './difference-view.tsx';
import { ExitPanel } from './exit-panel.tsx';
import { HitList } from './hit-list.tsx';
import { ItemStateText } from './item-words.tsx';
import { CommentList, MarkedText } from './marked-text.tsx';
import styles from './publications.module.css';
import { SourcePanel } from './source-panel.tsx';
import { useReviewKeys } from './use-review-keys.ts';

/** 审核: what has changed first, then hits, attachments, and the decision. */
export function ReviewPage(): ReactNode {
  return <SignedIn permission="publication.review">{() => <OneReview />}</SignedIn>;
}

function OneReview(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const item = useItem(id);
  if (!item.data)
    return (
      <PageFrame title={tell('item.review')}>
        <Answered answer={item} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  return <Answered answer={item}>{(view) => <Review key={view.id} view={view} />}</Answered>;
}

function Review({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const { id, title, version, current, before, application, may } = view;
  const [chosen, setChosen] = useState<'approve' | 'return'>();
  const places = useRef<HTMLDivElement>(null);
  const choose = (decision: 'approve' | 'return'): void => {
    if (may.includes(decision)) setChosen(decision);
  };
  const keys = useReviewKeys({
    places,
    onApprove: () => choose('approve'),
    onReturn: () => choose('return'),
  });
  return (
    <PageFrame
      title={tell('review.title', { title })}
      lead={
        <>
          {application.name}
          <br />
          <Link to={`/publications/${id}`}>{tell('item.one')}</Link> <ItemStateText {...view} />
        </>
      }
      asOf={view.asOf}
    >
      <p className={styles.what}>
        <strong>{tell('review.what', { version, count: current.attachments.length })}</strong>
      </p>
      <div ref={places}>
        {before === undefined ? (
          <Panel title={tell('review.whole')}>
            <MarkedText version={current} />
          </Panel>
        ) : (
          <>
            <Panel title={tell('review.difference', { from: before })}>
              <Difference id={id} from={before} to={version} />
            </Panel>
            <FoldedPanel title={tell('review.whole.show', { version })}>
              <MarkedText version={current} />
            </FoldedPanel>
          </>
        )}
        <Panel title={tell('item.hits')}>
          <HitList
            id={id}
            version={current}
            releases={{ hits: may.includes('return'), secrets: may.includes('release-secret') }}
          />
        </Panel>
        <SourcePanel view={view} />
        <ExitPanel view={view} />
        <Panel title={tell('item.attachments')}>
          <AttachmentList id={id} version={current} />
        </Panel>
      </div>
      {current.comments.length > 0 && (
        <Panel title={tell('item.comments')}>
          <CommentList id={id} version={current} mayResolve={false} />
        </Panel>
      )}
      <Panel title={tell('review.decision')}>
        <Decide view={view} chosen={chosen} onChoose={setChosen} />
      </Panel>
      {may.includes('comment') && current.text && (
        <FoldedPanel title={tell('review.comment')}>
          <CommentForm view={view} />
        </FoldedPanel>
      )}
      <FoldedPanel title={tell('review.keys')} open={keys.isListed}>
        <p>{tell('review.keys.list')}</p>
        <label className={styles.tick}>
          <input type="checkbox" checked={keys.isOn} onChange={({ target }) => keys.turn(target.checked)} />
          {tell('review.keys.on')}
        </label>
      </FoldedPanel>
    </PageFrame>
  );
}

function Difference(props: { readonly id: string; readonly from: number; readonly to: number }): ReactNode {
  const { id, from, to } = props;
  const difference = useDifference(id, { from, to });
  return <Answered answer={difference}>{(found) => <DifferenceView difference={found} />}</Answered>;
}

interface DecideProps {
  readonly view: ItemView;
  readonly chosen: 'approve' | 'return' | undefined;
  readonly onChoose: (decision: 'approve' | 'return' | undefined) => void;
}

function Decide({ view, chosen, onChoose }: DecideProps): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const decide = useDecideItem(view.id);
  // What was on the screen when the page was opened is decided about, not what came meanwhile.
  const [read] = useState({ version: view.version, manifest: view.current.manifestSha256 });
  const [remark, setRemark] = useState('');
  const { version } = read;
  const send = (decision: 'approve' | 'return', ground: string): void =>
    decide.mutate({ ...read, decision, ground }, { onSuccess: () => navigate(`/publications/${view.id}`) });
  const approves = view.may.includes('approve');
  return (
    <>
      <p>{tell('review.what', { version, count: view.current.attachments.length })}</p>
      {view.hindrance && <p className={styles.blocks}>{tell('review.blocked', { why: view.hindrance })}</p>}
      <div className={styles.acts}>
        <Button
          type={chosen ? 'default' : 'primary'}
          disabled={!approves}
          aria-expanded={chosen === 'approve'}
          onClick={() => onChoose(chosen === 'approve' ? undefined : 'approve')}
        >
          {tell('item.decision.approve')}
        </Button>
        <Button
          disabled={!view.may.includes('return')}
          aria-expanded={chosen === 'return'}
          onClick={() => onChoose(chosen === 'return' ? undefined : 'return')}
        >
          {tell('item.decision.return')}
        </Button>
      </div>
      {chosen === 'approve' && approves && (
        <ActForm
          label={tell('review.approve.act', { version })}
          act={tell('review.approve.act', { version })}
          isPending={decide.isPending}
          error={decide.error}
          check={() => ({})}
          onSubmit={() => send('approve', remark.trim())}
        >
          {() => (
            <Focused>
              <TextField
                id="remark"
                label={tell('review.remark')}
                hint={tell('review.remark.hint')}
                lines={2}
                maxLength={2000}
                value={remark}
                onChange={setRemark}
              />
            </Focused>
          )}
        </ActForm>
      )}
      {chosen === 'return' && view.may.includes('return') && (
        <Focused>
          <GroundForm
            act={tell('review.return.act', { version })}
            isPending={decide.isPending}
            error={decide.error}
            onSubmit={(ground) => send('return', ground)}
          />
        </Focused>
      )}
    </>
  );
}

/** Takes the focus to its first field when it appears: a key has called it. */
function Focused({ children }: { readonly children: ReactNode }): ReactNode {
  const taken = useRef(false);
  return (
    <div
      ref={(node) => {
        if (!node || taken.current) return;
        taken.current = true;
        node.querySelector('textarea')?.focus();
      }}
    >
      {children}
    </div>
  );
}

function CommentForm({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const write = useWriteComment(view.id);
  const lines = (view.current.text ?? '').split('\n');
  const [line, setLine] = useState('1');
  const [text, setText] = useState('');
  const number = Number(line);
  const isLine = /^\d{1,6}$/.test(line) && number >= 1 && number <= lines.length;
  return (
    <ActForm
      label={tell('review.comment')}
      act={tell('review.comment')}
      isPending={write.isPending}
      error={write.error}
      check={() => ({
        line: isLine ? undefined : tell('review.comment.line', { lines: lines.length }),
        comment: text.trim() ? undefined : tell('review.comment.missing'),
      })}
      onSubmit={() => {
        const start = lines.slice(0, number - 1).reduce((sum, each) => sum + each.length + 1, 0);
        const end = start + (lines[number - 1]?.length ?? 0);
        write.mutate(
          { version: view.version, start, end, text: text.trim() },
          { onSuccess: () => setText('') },
        );
      }}
    >
      {(faults) => (
        <>
          <TextField
            id="line"
            inputMode="numeric"
            label={tell('review.comment.from')}
            maxLength={6}
            value={line}
            fault={faults.line}
            onChange={setLine}
          />
          <TextField
            id="comment"
            label={tell('review.comment.text')}
            lines={3}
            maxLength={1000}
            value={text}
            fault={faults.comment}
            onChange={setText}
          />
        </>
      )}
    </ActForm>
  );
}
