import { type ApplicationList, applicationQuerySchema } from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { useApplications } from '../../api/registry.ts';
import { SelectField } from '../../components/forms/field.tsx';
import { ApplicationPick, type Picked } from '../../components/forms/pick.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** As many as a person looks through in a list; of more, one is searched for. */
const LISTED = 100;

interface ApplicationFieldProps {
  readonly id: string;
  readonly label: string;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Applications that something can be published on. */
export const usePublishingApplications = () =>
  useApplications(applicationQuerySchema.parse({ show: 'open', size: LISTED }));

/** One of the applications that are open: chosen from a list, or found by its name where there are many. */
export function ApplicationField({
  applications,
  ...props
}: ApplicationFieldProps & { readonly applications: ApplicationList | undefined }): ReactNode {
  const { tell } = useLanguage();
  if (applications && (applications.more || applications.total > applications.rows.length))
    return <FoundApplication {...props} />;
  return (
    <SelectField
      {...props}
      none={tell('select.none')}
      options={(applications?.rows ?? []).map(({ id, name, unit }) => ({
        value: id,
        label: tell('grammar.note', { text: name, note: unit.name }),
      }))}
    />
  );
}

function FoundApplication({ value: _, onChange, ...props }: ApplicationFieldProps): ReactNode {
  const [picked, setPicked] = useState<Picked>();
  return (
    <ApplicationPick
      {...props}
      picked={picked}
      onPick={(each) => {
        setPicked(each);
        onChange(each?.id ?? '');
      }}
    />
  );
}
