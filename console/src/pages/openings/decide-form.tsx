import {
  OPENING_DECISION_WORDS,
  OPENING_STEP_WORDS,
  type OpeningDecision,
  type OpeningDecisionInput,
  type OpeningField,
  type OpeningView,
  openingField,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useDecideOpening } from '../../api/openings.ts';
import { ActForm, type Faults } from '../../components/forms/act-form.tsx';
import { ChoiceField, SelectField, TextField, TickFields } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';

const DECISIONS = Object.keys(OPENING_DECISION_WORDS) as OpeningDecision[];

/** 准予, 退回补正 (all items ticked at once) or 不予 (ground and clause). */
export function DecideForm({ view }: { readonly view: OpeningView }): ReactNode {
  const { lang, tell } = useLanguage();
  const decide = useDecideOpening(view.id);
  const [decision, setDecision] = useState<OpeningDecision>('grant');
  const [ground, setGround] = useState('');
  const [clause, setClause] = useState('');
  const [items, setItems] = useState<readonly OpeningField[]>([]);
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const noteOf = (field: OpeningField): string => (notes[field] ?? '').trim();

  function inputOf(): OpeningDecisionInput {
    if (decision === 'grant') return { decision, ground };
    if (decision === 'refuse') return { decision, ground, obligation: clause };
    return { decision, items: items.map((field) => ({ field, note: noteOf(field) })) };
  }

  function check(): Faults {
    if (decision === 'grant') return {};
    if (decision === 'refuse')
      return {
        ground: ground.trim() === '' ? tell('opening.ground.missing') : undefined,
        clause: clause === '' ? tell('opening.clause.missing') : undefined,
      };
    if (items.length === 0) return { decision: tell('opening.items.missing') };
    return Object.fromEntries(
      items.map((field) => [
        `note-${field}`,
        noteOf(field) === '' ? tell('opening.note.missing') : undefined,
      ]),
    );
  }

  return (
    <Panel title={tell('opening.decide')}>
      <ActForm
        label={tell('opening.decide')}
        act={OPENING_DECISION_WORDS[decision][lang]}
        isPending={decide.isPending}
        error={decide.error}
        check={check}
        onSubmit={() => decide.mutate(inputOf())}
      >
        {(faults) => (
          <>
            <ChoiceField
              id="decision"
              label={tell('opening.decision')}
              fault={faults.decision}
              value={decision}
              values={DECISIONS}
              words={OPENING_DECISION_WORDS}
              onChange={(value) => value && setDecision(value)}
            />
            {decision === 'return' && (
              <>
                <TickFields
                  legend={tell('opening.items')}
                  values={view.fields}
                  words={
                    Object.fromEntries(
                      view.fields.map((field) => [field, openingField(field).words]),
                    ) as Record<OpeningField, { zh: string; en: string }>
                  }
                  ticked={items}
                  onChange={setItems}
                />
                {items.map((field) => (
                  <TextField
                    key={field}
                    id={`note-${field}`}
                    label={tell('opening.note', { field: openingField(field).words[lang] })}
                    fault={faults[`note-${field}`]}
                    value={notes[field] ?? ''}
                    maxLength={300}
                    onChange={(note) => setNotes({ ...notes, [field]: note })}
                  />
                ))}
              </>
            )}
            {decision !== 'return' && (
              <TextField
                id="ground"
                label={tell(decision === 'grant' ? 'opening.remark' : 'opening.ground')}
                fault={faults.ground}
                value={ground}
                lines={3}
                maxLength={1000}
                onChange={setGround}
              />
            )}
            {decision === 'refuse' && (
              <SelectField
                id="clause"
                label={tell('opening.clause')}
                fault={faults.clause}
                value={clause}
                none={tell('select.none')}
                options={clausesOf(view)}
                onChange={setClause}
              />
            )}
          </>
        )}
      </ActForm>
    </Panel>
  );

  /** The sentences that the findings and the steps of this case rest on. */
  function clausesOf({ obstacles, steps }: OpeningView) {
    const found = obstacles.map(({ obligation, basis }) => ({ value: obligation, label: basis }));
    const rest = steps.map(({ step, obligation, basis }) => ({
      value: obligation,
      label: tell('grammar.note', { text: basis, note: OPENING_STEP_WORDS[step][lang] }),
    }));
    return [...found, ...rest].filter(
      ({ value }, index, all) => all.findIndex((each) => each.value === value) === index,
    );
  }
}
