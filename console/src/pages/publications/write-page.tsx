import {
  type Hit,
  ITEM_KIND_WORDS,
  ITEM_KINDS,
  ITEM_TEXT_LIMIT,
  ITEM_TITLE_LIMIT,
  type ItemKind,
  type ItemVersion,
  type ItemView,
  type Repost,
} from '@zhengdun/contract';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useBeginItem, useItem, useMoveItem, useWriteItem } from '../../api/publications.ts';
import { ActForm, type Faults } from '../../components/forms/act-form.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { ApplicationField, usePublishingApplications } from './application-field.tsx';
import { type Attached, AttachmentFields } from './attachments.tsx';
import { ExitPanel } from './exit-panel.tsx';
import { HitList } from './hit-list.tsx';
import { fieldTime, momentOf } from './item-words.tsx';
import { CommentList, markedDraft } from './marked-text.tsx';
import { movedHits } from './moved-hits.ts';
import styles from './publications.module.css';
import { isAddress, newRepost, RepostFields } from './repost-fields.tsx';
import { SourcePanel } from './source-panel.tsx';

/** 写稿: the first version of an item. */
export function NewItemPage(): ReactNode {
  return <SignedIn permission="publication.write">{() => <NewItem />}</SignedIn>;
}

/** 修改稿件: the next version. */
export function EditItemPage(): ReactNode {
  return <SignedIn permission="publication.write">{() => <EditItem />}</SignedIn>;
}

interface Words {
  readonly title: string;
  readonly text: string;
  readonly urgent: 'yes' | 'no';
  readonly publishAt: string;
}
const NO_WORDS: Words = { title: '', text: '', urgent: 'no', publishAt: '' };

function inputOf({ title, text, urgent, publishAt }: Words) {
  const moment = momentOf(publishAt);
  return { title: title.trim(), text, urgent: urgent === 'yes', ...(moment && { publishAt: moment }) };
}

function NewItem(): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const begin = useBeginItem();
  const applications = usePublishingApplications();
  const [application, setApplication] = useState('');
  const [kind, setKind] = useState<ItemKind | ''>('original');
  const [words, setWords] = useState(NO_WORDS);
  const [repost, setRepost] = useState(newRepost);
  useWarning(words !== NO_WORDS && !begin.isSuccess);
  if (applications.data?.rows.length === 0)
    return (
      <PageFrame title={tell('item.new')} lead={tell('items.lead')}>
        <Panel title={tell('item.application.none')}>
          <p>{tell('item.application.none.why')}</p>
          <p>
            <Link to="/applications/new">{tell('item.application.register')}</Link>
          </p>
        </Panel>
      </PageFrame>
    );
  return (
    <PageFrame title={tell('item.new')} lead={tell('items.lead')}>
      <Panel title={tell('item.form')}>
        <p className={styles.warning}>{tell('item.secret')}</p>
        <ActForm
          label={tell('item.new')}
          act={tell('item.save.draft')}
          isPending={begin.isPending}
          error={begin.error}
          fieldOf={TEXT_FAULTS}
          check={() => ({
            application: application ? undefined : tell('item.application.missing'),
            title: words.title.trim() ? undefined : tell('item.heading.missing'),
            url: kind !== 'repost' || isAddress(repost.url) ? undefined : tell('repost.url.wrong'),
          })}
          onSubmit={() =>
            kind &&
            begin.mutate(
              { applicationId: application, kind, ...inputOf(words), ...(kind === 'repost' && { repost }) },
              { onSuccess: ({ id }) => navigate(`/publications/${id}/edit`) },
            )
          }
        >
          {(faults) => (
            <>
              <ApplicationField
                id="application"
                label={tell('item.application')}
                applications={applications.data}
                value={application}
                fault={faults.application}
                onChange={setApplication}
              />
              <ChoiceField
                id="kind"
                label={tell('item.kind')}
                values={ITEM_KINDS}
                words={ITEM_KIND_WORDS}
                value={kind}
                onChange={setKind}
              />
              <WordFields words={words} faults={faults} onChange={setWords} />
              {kind === 'repost' && <RepostFields repost={repost} faults={faults} onChange={setRepost} />}
            </>
          )}
        </ActForm>
      </Panel>
      <Panel title={tell('item.attachments')}>
        <p>{tell('item.attachments.first')}</p>
      </Panel>
    </PageFrame>
  );
}

const TEXT_FAULTS = {
  'item-text-too-long': 'text',
  'item-text-unprintable': 'text',
  'item-text-empty': 'text',
} as const;

function WordFields(props: {
  readonly words: Words;
  readonly faults: Faults;
  /** what was found in the version that was saved last */
  readonly found?: Pick<ItemVersion, 'text' | 'screening'>;
  readonly onChange: (words: Words) => void;
}): ReactNode {
  const { words, faults, found, onChange } = props;
  const { tell } = useLanguage();
  return (
    <>
      <TextField
        id="title"
        label={tell('item.heading')}
        maxLength={ITEM_TITLE_LIMIT}
        value={words.title}
        fault={faults.title}
        onChange={(title) => onChange({ ...words, title })}
      />
      <div className={styles.wide}>
        <TextField
          id="text"
          label={tell('item.text')}
          hint={tell('item.text.hint', { limit: ITEM_TEXT_LIMIT })}
          lines={16}
          // The server says how much is too much, and nothing that was pasted is cut off unseen.
          maxLength={10_000_000}
          value={words.text}
          backdrop={found && markedDraft(words.text, hitsIn(words.text, found))}
          fault={faults.text}
          onChange={(text) => onChange({ ...words, text })}
        />
      </div>
      <SelectField
        id="urgent"
        label={tell('item.urgent')}
        hint={tell('item.urgent.hint')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: tell(`item.urgent.${value}`) }))}
        value={words.urgent}
        onChange={(urgent) => onChange({ ...words, urgent: urgent || 'no' })}
      />
      <TextField
        id="publishAt"
        type="datetime-local"
        label={tell('item.publishAt')}
        hint={tell('item.publishAt.hint')}
        value={words.publishAt}
        onChange={(publishAt) => onChange({ ...words, publishAt })}
      />
    </>
  );
}

/** Hits of the saved text where they stand in the one that is being written. */
function hitsIn(
  text: string,
  { text: saved = '', screening }: Pick<ItemVersion, 'text' | 'screening'>,
): Hit[] {
  const hits = (screening?.hits ?? []).filter(({ part }) => part === 'text');
  return movedHits(saved, text, hits);
}

/** Selects a hit where it stands in the text that is being written. */
function goToHit(hit: Hit, found: Pick<ItemVersion, 'text' | 'screening'>): void {
  const field = document.querySelector<HTMLTextAreaElement>('textarea#text');
  const there = field && hitsIn(field.value, found).find(({ id }) => id === hit.id);
  if (!field || !there) return;
  field.focus();
  field.setSelectionRange(there.start, there.end);
  // Browsers do not bring what is selected into view by themselves: about the middle, by its share of the text.
  field.scrollTop = (field.scrollHeight * there.start) / field.value.length - field.clientHeight / 2;
}

function EditItem(): ReactNode {
  const { id = '' } = useParams();
  const { tell } = useLanguage();
  const item = useItem(id);
  if (!item.data)
    return (
      <PageFrame title={tell('item.edit')}>
        <Answered answer={item} lines={8}>
          {() => null}
        </Answered>
      </PageFrame>
    );
  return <Answered answer={item}>{(view) => <Edit key={view.id} view={view} />}</Answered>;
}

function Edit({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const { id, current } = view;
  return (
    <PageFrame
      title={tell('item.edit')}
      lead={
        <>
          {tell('item.edit.lead')}
          <br />
          <Link to={`/publications/${id}`}>{view.title}</Link>
        </>
      }
    >
      <div className={styles.desk}>
        <Panel title={tell('item.form')}>
          <p className={styles.warning}>{tell('item.secret')}</p>
          <EditForm view={view} />
        </Panel>
        <div>
          <Panel title={tell('item.hits')}>
            <HitList id={id} version={current} onGo={(hit) => goToHit(hit, current)} />
          </Panel>
          <SourcePanel view={view} isEntering />
          <ExitPanel view={view} />
          {current.comments.length > 0 && (
            <Panel title={tell('item.comments')}>
              <CommentList id={id} version={current} mayResolve={view.may.includes('resolve')} />
            </Panel>
          )}
        </div>
      </div>
    </PageFrame>
  );
}

function EditForm({ view }: { readonly view: ItemView }): ReactNode {
  const { tell } = useLanguage();
  const navigate = useNavigate();
  const { id, current } = view;
  const write = useWriteItem(id);
  const submit = useMoveItem(id, 'submit');
  const [after, setAfter] = useState(view.version);
  const [words, setWords] = useState<Words>({
    title: current.title,
    text: current.text ?? '',
    urgent: current.urgent ? 'yes' : 'no',
    publishAt: fieldTime(current.publishAt),
  });
  const [repost, setRepost] = useState(current.repost ?? newRepost);
  const [attached, setAttached] = useState<readonly Attached[]>(current.attachments);
  const isRepost = view.kind === 'repost';
  const isSaved = sameAsSaved(words, attached, view) && (!isRepost || isSameRepost(repost, current.repost));
  useWarning(!isSaved && !submit.isSuccess);

  async function save(): Promise<number> {
    const attachments = attached.map((file) => file.id);
    const more = { attachments, after, ...(isRepost && { repost }) };
    const { version } = await write.mutateAsync({ ...inputOf(words), ...more });
    setAfter(version);
    return version;
  }
  async function submitIt(): Promise<void> {
    await submit.mutateAsync(await save());
    navigate(`/publications/${id}`);
  }
  const silent = (): void => {};
  // What hinders a submission may be mended by saving: then it is tried.
  const blocked = isSaved ? view.hindrance : undefined;
  return (
    <ActForm
      label={tell('item.edit')}
      act={blocked ? tell('item.save') : tell('item.submit')}
      isPending={write.isPending || submit.isPending}
      error={write.error ?? submit.error}
      fieldOf={TEXT_FAULTS}
      check={() => ({
        title: words.title.trim() ? undefined : tell('item.heading.missing'),
        url: !isRepost || isAddress(repost.url) ? undefined : tell('repost.url.wrong'),
      })}
      onSubmit={() => void (blocked ? save() : submitIt()).catch(silent)}
      more={
        <>
          {blocked ? (
            <Button disabled>{tell('item.submit')}</Button>
          ) : (
            <Button onClick={() => void save().catch(silent)}>{tell('item.save')}</Button>
          )}
          <span role="status">
            {isSaved && write.data && tell('item.saved', { version: write.data.version })}
          </span>
          {blocked && <p>{tell('item.submit.blocked', { why: blocked })}</p>}
        </>
      }
    >
      {(faults) => (
        <>
          <WordFields words={words} faults={faults} found={current} onChange={setWords} />
          {isRepost && <RepostFields repost={repost} faults={faults} onChange={setRepost} />}
          <h3 className={styles.part}>{tell('item.attachments')}</h3>
          <AttachmentFields id={id} attached={attached} saved={current.attachments} onChange={setAttached} />
        </>
      )}
    </ActForm>
  );
}

function sameAsSaved(words: Words, attached: readonly Attached[], { current }: ItemView): boolean {
  const files = (list: readonly Attached[]) => list.map(({ id }) => id).join();
  return (
    words.title.trim() === current.title &&
    words.text === current.text &&
    (words.urgent === 'yes') === current.urgent &&
    words.publishAt === fieldTime(current.publishAt) &&
    files(attached) === files(current.attachments)
  );
}

function isSameRepost(repost: Repost, saved: Repost | undefined): boolean {
  const trimmed = (value: string | boolean) => (typeof value === 'string' ? value.trim() : value);
  const keys = Object.keys(repost) as (keyof Repost)[];
  return saved !== undefined && keys.every((key) => trimmed(repost[key]) === saved[key]);
}

/** The browser asks before what was typed is left. */
function useWarning(isTyped: boolean): void {
  useEffect(() => {
    if (!isTyped) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isTyped]);
}
