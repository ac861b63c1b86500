-- Items take RTF, pictures of scanners, and archives that are not ZIP, too.
ALTER TABLE assurance_document
  DROP CONSTRAINT assurance_document_kind_check,
  ADD CONSTRAINT assurance_document_kind_check CHECK (kind IN ('pdf', 'png', 'jpeg', 'docx', 'ofd', 'xlsx', 'pptx',
    'doc', 'xls', 'ppt', 'rtf', 'tiff', 'bmp', 'zip', 'rar', '7z', 'txt', 'html'));
