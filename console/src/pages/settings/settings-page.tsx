import {
  SETTING_SOURCE_WORDS,
  SETTING_TOPIC_WORDS,
  SETTING_TOPICS,
  type SettingsView,
  type SettingView,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useChangeSetting, useSettings } from '../../api/settings.ts';
import { FactList } from '../../components/fact-list.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ConfirmField } from '../../components/forms/confirm-field.tsx';
import { SelectField, TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { TabLinks } from '../../components/tab-links.tsx';
import { Answered } from '../../components/tables/answered.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { SignedIn } from '../sign-in/signed-in.tsx';
import { readingChoices, readingText } from './reading-text.ts';

/** 设置: a page a topic; each setting with its value, its default, and where it is set. */
export function SettingsPage(): ReactNode {
  return <SignedIn permission="setting.manage">{() => <Settings />}</SignedIn>;
}

function Settings(): ReactNode {
  const { lang, tell } = useLanguage();
  const [search] = useSearchParams();
  const settings = useSettings();
  const topic = SETTING_TOPICS.find((each) => each === search.get('tab')) ?? 'security';
  return (
    <PageFrame
      title={tell('settings.title')}
      lead={tell('settings.lead')}
      acts={
        <>
          <Link to="/settings/providers">{tell('provider.title')}</Link>
          <Link to="/settings/local-days">{tell('localDays.title')}</Link>
          <Link to="/settings/messages">{tell('channels.open')}</Link>
        </>
      }
      asOf={settings.data?.asOf}
    >
      <TabLinks
        label={tell('settings.topics')}
        tabs={SETTING_TOPICS.map((value) => ({ value, label: SETTING_TOPIC_WORDS[value][lang] }))}
        current={topic}
      />
      <Answered answer={settings} lines={8}>
        {(data) =>
          data.settings
            .filter((setting) => setting.topic === topic)
            .map((setting) => <Setting key={setting.name} setting={setting} readings={data.readings} />)
        }
      </Answered>
    </PageFrame>
  );
}

interface SettingProps {
  readonly setting: SettingView;
  readonly readings: SettingsView['readings'];
}

function Setting({ setting, readings }: SettingProps): ReactNode {
  const { lang, tell } = useLanguage();
  const source = SETTING_SOURCE_WORDS[setting.source][lang];
  const isReadings = setting.name === 'ZHENGDUN_READINGS';
  return (
    <Panel title={setting.help[lang]}>
      <FactList
        facts={[
          { key: 'value', label: tell('settings.value'), value: setting.value || tell('settings.unset') },
          {
            key: 'default',
            label: tell('settings.default'),
            value: setting.default || tell('settings.unset'),
          },
          {
            key: 'source',
            label: tell('settings.source'),
            value: setting.changedAt
              ? tell('settings.changed', { source, by: setting.changedBy ?? '', time: setting.changedAt })
              : source,
          },
          { key: 'name', label: tell('settings.name'), value: <code>{setting.name}</code> },
        ]}
      />
      {isReadings && !setting.editable && <ReadingTexts readings={readings} />}
      {setting.editable && <ChangeForm key={setting.value} setting={setting} readings={readings} />}
    </Panel>
  );
}

function ReadingTexts({ readings }: Pick<SettingProps, 'readings'>): ReactNode {
  const { lang } = useLanguage();
  return (
    <ul>
      {readings.map(({ id, question, a, b }) => (
        <li key={id}>
          {id} {question[lang]} a {a[lang]} b {b[lang]}
        </li>
      ))}
    </ul>
  );
}

function ChangeForm({ setting, readings }: SettingProps): ReactNode {
  const { lang, tell } = useLanguage();
  const change = useChangeSetting();
  const [value, setValue] = useState(setting.value);
  const [code, setCode] = useState('');
  const { name, dangerous, restart, allowed } = setting;
  const [valueId, codeId] = [`${name}-value`, `${name}-code`];
  return (
    <ActForm
      label={tell('settings.change.of', { setting: setting.help[lang] })}
      act={tell('settings.change')}
      isPending={change.isPending}
      error={change.error}
      fieldOf={{ 'setting-refused': valueId, 'code-refused': codeId }}
      check={() => ({
        [codeId]: dangerous && code.trim() === '' ? tell('token.code.empty') : undefined,
      })}
      onSubmit={() =>
        change.mutate(
          { name, value: value.trim(), ...(dangerous && { code }) },
          { onSettled: () => setCode('') },
        )
      }
    >
      {(faults) => (
        <>
          {name === 'ZHENGDUN_READINGS' ? (
            readings.map((reading) => (
              <SelectField
                key={reading.id}
                id={reading.id}
                label={`${reading.id} ${tell('settings.article', { article: reading.position })}${reading.question[lang]}`}
                value={readingChoices(value)[reading.id] ?? ''}
                none={tell('settings.reading.none')}
                options={(['a', 'b'] as const).map((side) => ({
                  value: side,
                  label: `${side} ${reading[side][lang]}`,
                }))}
                onChange={(side) => setValue(readingText({ ...readingChoices(value), [reading.id]: side }))}
              />
            ))
          ) : (
            <TextField
              id={valueId}
              label={tell('settings.new')}
              hint={tell('settings.hint', { allowed: allowed[lang] })}
              value={value}
              onChange={setValue}
              fault={faults[valueId]}
            />
          )}
          {restart && <p>{tell('settings.restart')}</p>}
          {dangerous && <ConfirmField id={codeId} value={code} onChange={setCode} fault={faults[codeId]} />}
        </>
      )}
    </ActForm>
  );
}
