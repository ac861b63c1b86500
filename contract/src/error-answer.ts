import { z } from 'zod';

/** What the server answers instead of a result. `message` is in the language of the request. */
export const errorAnswerSchema = z.object({
  error: z.object({
    /** member of the server's registry of errors */
    code: z.string(),
    message: z.string(),
    /** 事件编号: finds the entry in the log */
    incident: z.string().optional(),
    /** mistakes of single fields: path within the sent object, and what is wrong */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
