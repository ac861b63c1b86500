import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useOutsideWays } from '../../api/outside.ts';
import { CopyLine } from '../../components/copy-line.tsx';
import { ActForm } from '../../components/forms/act-form.tsx';
import { TextField } from '../../components/forms/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageFrame } from '../../components/shell/page-frame.tsx';
import { EmptyState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';
import styles from './outside-entry.module.css';

/**
 * Signing by the key of a certificate. Browsers do not reach such keys: the line is signed by the program that came with
 * them, and what that gives is handed to the return page like the word of any other provider.
 */
export function CertificatePage(): ReactNode {
  const { tell } = useLanguage();
  const { id = '' } = useParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const ways = useOutsideWays();
  const [certificate, setCertificate] = useState('');
  const [signature, setSignature] = useState('');
  const state = hash.slice(1);
  const back = `/sign-in/return/${id}`;
  const name = ways.data?.rows.find((way) => way.id === id)?.name ?? tell('certificate.form');
  if (state === '') {
    return (
      <PageFrame title={tell('certificate.title')}>
        <EmptyState title={tell('certificate.none')} why={tell('certificate.none.why')} />
      </PageFrame>
    );
  }

  function handIn(): void {
    const query = new URLSearchParams({
      state,
      certificate: base64Of(certificate),
      signature: base64Of(signature),
    });
    navigate(`${back}?${query}`);
  }

  return (
    <PageFrame title={tell('certificate.title')} lead={tell('certificate.lead')}>
      <Panel title={name}>
        <p>{tell('certificate.text')}</p>
        <div className={styles.line}>
          <CopyLine text={`${window.location.origin}${back}?state=${state}`} />
        </div>
        <p className={styles.how}>{tell('certificate.how')}</p>
        <ActForm
          label={tell('certificate.form')}
          act={tell('certificate.act')}
          isPending={false}
          error={null}
          check={() => ({
            certificate: isBase64(certificate) ? undefined : tell('certificate.certificate.wrong'),
            signature: isBase64(signature) ? undefined : tell('certificate.signature.wrong'),
          })}
          onSubmit={handIn}
        >
          {(faults) => (
            <>
              <TextField
                id="certificate"
                label={tell('certificate.certificate')}
                hint={tell('certificate.certificate.hint')}
                lines={5}
                maxLength={6_000}
                value={certificate}
                onChange={setCertificate}
                fault={faults.certificate}
              />
              <TextField
                id="signature"
                label={tell('certificate.signature')}
                hint={tell('certificate.signature.hint')}
                lines={4}
                maxLength={2_000}
                value={signature}
                onChange={setSignature}
                fault={faults.signature}
              />
            </>
          )}
        </ActForm>
      </Panel>
    </PageFrame>
  );
}

/** PEM or Base64 in lines, as the alphabet of addresses. */
function base64Of(text: string): string {
  return text
    .replaceAll(/-----[A-Z ]+-----|\s/g, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9_-]{40,}$/.test(base64Of(text));
}
