import { CERTIFICATE_TRUST_WORDS, type CertificateView, type Filing } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { useReadCertificate } from '../../api/registry.ts';
import { FileField } from '../../components/forms/field.tsx';
import { ActErrorState } from '../../components/tables/states.tsx';
import { useLanguage } from '../../locales/language.tsx';

/** The file of a 身份核验证书 fills in its number and days, and what it is worth is told. */
export function CertificateFile({ onRead }: { readonly onRead: (filing: Filing) => void }): ReactNode {
  const { lang, tell } = useLanguage();
  const read = useReadCertificate();
  return (
    <>
      <FileField
        id="identity-certificate-file"
        label={tell('certificate.file')}
        hint={tell('certificate.file.hint')}
        accept=".pem,.cer,.crt,.der"
        onChoose={async (file) =>
          read.mutate(await textOf(file), { onSuccess: (view) => onRead(filingOf(view)) })
        }
      />
      {read.error && <ActErrorState title={tell('certificate.failed')} error={read.error} />}
      <p role="status">
        {read.data &&
          tell('certificate.read', {
            ...read.data,
            trust: CERTIFICATE_TRUST_WORDS[read.data.trust][lang],
          })}
      </p>
    </>
  );
}

function filingOf({ serialNumber, validFrom, validUntil }: CertificateView): Filing {
  return { kind: 'identity-certificate', number: serialNumber, filedOn: validFrom, expiresOn: validUntil };
}

/** PEM as it is, DER in base64. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (text.includes('-----BEGIN')) return text;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
