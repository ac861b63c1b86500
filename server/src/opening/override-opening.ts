import { OPENING_STEPS, type OpeningOverride, type OpeningStep } from '@zhengdun/contract';
import { basisOf } from '@zhengdun/rulebook';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { insertEvent, insertOverride, updateCase } from './case.repo.ts';
import { noteNext, type OpeningTools, obstaclesOfCase, wholeCase } from './case.ts';
import { awaitsApproval, factOf, obstacleView } from './obstacles.ts';
import { STEP_RULES, type StepSubject, stepsOf } from './steps.ts';
import { workOnCase } from './work-on-case.ts';

/**
 * A leader of the unit approves in writing to go on without what the text asks 原则上, or without a step that no 应当 of
 * the Regulation asks for. Nothing hard can be approved away.
 *
 * @throws HouseError `opening-no-override`
 */
export async function overrideOpening(
  tools: OpeningTools,
  caller: Caller,
  { id, input }: { readonly id: string; readonly input: OpeningOverride },
): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.override',
    states: ['draft', 'returned', 'submitted', 'review', 'granted'],
    async work(trx, row) {
      const { subject, ground, paper } = input;
      const whole = await wholeCase(trx, row, tools.now());
      const found = await obstaclesOfCase(trx, whole, tools.readings);
      const against = found.find(({ code }) => code === subject);
      const about = { kind: row.kind, unitKind: whole.unit.kind, form: row.form };
      const refusal = against
        ? obstacleRefusal(against)
        : stepRefusal(
            OPENING_STEPS.find((step) => step === subject),
            about,
          );
      if (refusal) throw new HouseError('opening-no-override', { basis: refusal });
      await insertOverride(trx, row, {
        subject,
        fact: against ? factOf(against) : '',
        ground,
        paper,
        approved_by: caller.actor.id,
      });
      await insertEvent(trx, row, {
        event: 'overridden',
        actor: caller.actor.id,
        text: `${paper}\n${ground}`,
        ...(against ? {} : { step: subject as OpeningStep }),
      });
      await recordDone(trx, caller, {
        act: 'opening-overridden',
        object: { kind: 'opening', id },
        unit: row.unit_id,
        detail: { subject },
      });
      const isLeft = found.some((each) => each !== against && awaitsApproval(each, whole.overrides));
      if (!isLeft) await updateCase(trx, id, { approval_asked_at: null });
      await noteNext(trx, row, tools.now());
    },
  });
}

function obstacleRefusal(found: Parameters<typeof obstacleView>[0]) {
  const zh = obstacleView(found, { lang: 'zh', overridden: false });
  if (zh.weight === 'in-principle') return undefined;
  return { zh: zh.basis, en: obstacleView(found, { lang: 'en', overridden: false }).basis };
}

function stepRefusal(step: OpeningStep | undefined, about: StepSubject) {
  if (step === undefined || !stepsOf(about).includes(step)) return { zh: '', en: '' };
  const { overridable, basis } = STEP_RULES[step];
  if (overridable) return undefined;
  const id = basis(about);
  return { zh: basisOf(id, undefined, 'zh'), en: basisOf(id, undefined, 'en') };
}
