import {
  PAPER_CLAIM_WORDS,
  PAPER_CLAIMS,
  type PaperClaim,
  type PaperInput,
  type PaperObligation,
} from '@zhengdun/contract';
import { type ReactNode, useState } from 'react';
import { ActForm } from '../../components/forms/act-form.tsx';
import { ChoiceField, TextField } from '../../components/forms/field.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { type Attached, DocumentFields } from './document-fields.tsx';
import styles from './papers.module.css';

interface PaperFormProps {
  readonly unit: string;
  readonly obligation: PaperObligation | undefined;
  /** the last version, to go on from */
  readonly last?: Omit<PaperInput, 'documents'> & { readonly documents: readonly Attached[] };
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSave: (input: PaperInput) => void;
  /** which obligation it is about, where that is chosen here */
  readonly choice?: (fault: string | undefined) => ReactNode;
}

/** One version of a 情况说明. */
export function PaperForm(props: PaperFormProps): ReactNode {
  const { unit, obligation, last, isPending, error, onSave, choice } = props;
  const { tell } = useLanguage();
  const [claim, setClaim] = useState<PaperClaim | ''>(last?.claim ?? 'met');
  const [statement, setStatement] = useState(last?.statement ?? '');
  const [issuer, setIssuer] = useState(last?.issuer ?? '');
  const [issuedOn, setIssuedOn] = useState('');
  const [expiresOn, setExpiresOn] = useState('');
  const [documents, setDocuments] = useState<readonly Attached[]>(last?.documents ?? []);
  const endRequired = obligation?.endRequired ?? false;
  return (
    <ActForm
      label={tell('paper.title')}
      act={tell('paper.save')}
      isPending={isPending}
      error={error}
      fieldOf={{
        'paper-end-missing': 'expiresOn',
        'paper-end-too-late': 'expiresOn',
        'paper-dates-wrong': 'issuedOn',
        'documents-not-at-hand': 'documents',
        'paper-there-already': 'obligation',
      }}
      check={() => ({
        obligation: obligation ? undefined : tell('paper.obligation.empty'),
        statement: statement.trim() ? undefined : tell('paper.statement.empty'),
        issuer: issuer.trim() ? undefined : tell('paper.issuer.empty'),
        issuedOn: issuedOn ? undefined : tell('paper.issued.empty'),
        expiresOn: endRequired && !expiresOn ? tell('paper.expires.empty') : undefined,
        documents: documents.length > 0 ? undefined : tell('paper.documents.empty'),
      })}
      onSubmit={() =>
        claim &&
        onSave({
          claim,
          statement: statement.trim(),
          issuer: issuer.trim(),
          issuedOn,
          ...(expiresOn && { expiresOn }),
          documents: documents.map(({ id }) => id),
        })
      }
    >
      {(faults) => (
        <>
          {choice?.(faults.obligation)}
          {obligation && (
            <>
              <p>{tell('paper.asks')}</p>
              <ul className={styles.asks}>
                {obligation.asks.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </>
          )}
          <ChoiceField
            id="claim"
            label={tell('paper.claim')}
            values={PAPER_CLAIMS}
            words={PAPER_CLAIM_WORDS}
            value={claim}
            onChange={setClaim}
          />
          <TextField
            id="statement"
            label={tell('paper.statement')}
            hint={tell('paper.statement.hint')}
            lines={6}
            maxLength={4000}
            value={statement}
            onChange={setStatement}
            fault={faults.statement}
          />
          <TextField
            id="issuer"
            label={tell('paper.issuer')}
            hint={tell('paper.issuer.hint')}
            maxLength={120}
            value={issuer}
            onChange={setIssuer}
            fault={faults.issuer}
          />
          <TextField
            id="issuedOn"
            type="date"
            label={tell('paper.issued')}
            value={issuedOn}
            onChange={setIssuedOn}
            fault={faults.issuedOn}
          />
          <TextField
            id="expiresOn"
            type="date"
            label={tell('paper.expires')}
            hint={tell(endRequired ? 'paper.expires.must' : 'paper.expires.may')}
            value={expiresOn}
            onChange={setExpiresOn}
            fault={faults.expiresOn}
          />
          <DocumentFields
            unit={unit}
            documents={documents}
            fault={faults.documents}
            onChange={setDocuments}
          />
        </>
      )}
    </ActForm>
  );
}
