-- Items take Office files of the time before 2007, too.
ALTER TABLE assurance_document
  DROP CONSTRAINT assurance_document_kind_check,
  ADD CONSTRAINT assurance_document_kind_check CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd', 'xlsx', 'pptx',
    'doc', 'xls', 'ppt', 'zip', 'txt', 'html'));
