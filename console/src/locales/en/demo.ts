/** The demonstration. */
export const DEMO = {
  'demo.bar': 'Demonstration data: no real units',
  'demo.enter': 'Enter as somebody of the demonstration',
  'demo.as': 'Enter as {role}',
  'demo.refused': 'You could not enter',
  'register.door': 'Register the applications of your unit',
  'demo.door': 'Look at the demonstration',
  'demo.how': 'Its data lies apart and never enters this system. Stop this program, then run:',
} as const;
