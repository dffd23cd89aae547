/** Lessons in general words, all invented: nothing in them leads to anybody. */
export const cleanLessons: readonly string[] = `
Introductions went faster than the child could bear, because the diary left no room for rest.
Those who cared before were not asked how the child shows fear.
The adopters heard of earlier harm only after the move.
Support was offered once it was asked for, and not before.
A plan for the first night helped everybody.
The child met the new family in a place that was strange to them.
Nobody told the school what the child had been through.
The matching report played down how much sleep was disturbed.
Family time was changed without telling the child why.
Different workers said different things about the plan.
The reviewing officer was told late that the plan had changed.
Respite was planned as a reward, and felt like being sent away.
Therapy waited until the order was made, which was too late.
The carers’ own loss was known and was not talked about.
A life story book came after the move, when questions had already begun.
Supervision of the worker stopped while a post was vacant.
Brothers and sisters were placed apart, and nobody planned how they would meet.
The distance made visits rare, and help rarer.
Expectations were high, and the preparation did not test them.
What the child said was written down, but did not change the plan.
The panel asked good questions that were not followed up.
Health information was complete and nobody explained what it meant.
The pace was set by the court and not by the child.
Friends of the family were ready to help and were not asked.
Early worries were heard as blame, so they were told late.
When a second worker joined, the family trusted the plan again.
The handover between teams left out what worked.
A change of worker in the middle of introductions unsettled everyone.
Children at home were not prepared for the change.
The carers who said goodbye well made the move easier.
A meeting in the first weeks would have shown the strain.
The agency and the council each thought the other would call.
Money for equipment came long after it was needed.
Other families were not considered because one had been found.
The first review looked at papers and not at how the child was.
A support plan named no person who would answer at night.
Stress in the relationship was seen and left unspoken.
The child was told of the move too close to it.
Training was offered at hours when the family could not come.
Photographs and a familiar blanket helped the child to settle.
What went well was the honest talk between both families.
Where notes were shared early, the meeting was calm.
`
  .trim()
  .split('\n');
