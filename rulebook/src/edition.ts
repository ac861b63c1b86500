/** Edition of the rulebook, `YYYY-MM-DD`. Raise it with every change of meaning: reports and exports carry it. */
export const rulebookEdition = '2026-11-23';
