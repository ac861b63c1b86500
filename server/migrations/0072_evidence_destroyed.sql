-- Evidence of checks that was destroyed on an order of the secrecy office. Bytes have no unit: equal ones are kept once.
CREATE TABLE inspection_destruction (
  sha256 text PRIMARY KEY REFERENCES inspection_evidence (sha256),
  order_number text NOT NULL CHECK (order_number <> '' AND length(order_number) <= 100),
  approver text NOT NULL CHECK (approver <> '' AND length(approver) <= 60),
  destroyed_by uuid NOT NULL REFERENCES identity_person (id),
  destroyed_at timestamptz NOT NULL
);
SELECT is_only_added_to('inspection_destruction');
