import { getArgumentValues } from 'graphql';
import type { CompiledInfo } from './compiled-run.js';
import type { PlannedField } from './operation-plan.js';

/** The parts of a field's resolve info that compiled code would otherwise take from the written plan. */
export function infoOf(planned: PlannedField | undefined): Partial<CompiledInfo> {
  if (!planned) return {};
  const { field, nodes, parentType } = planned;
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    argumentsFor: argumentsOf(planned),
  };
}

/** Arguments are computed once per execution, as all values of one list share them; each call gets its own copy. */
function argumentsOf({ field, nodes: [node] }: PlannedField): CompiledInfo['argumentsFor'] {
  if (field.args.length === 0 || !node) return () => ({});
  let knownFor: object | undefined;
  let known: Record<string, unknown> = {};
  return (variables) => {
    if (knownFor !== variables) {
      known = getArgumentValues(field, node, variables);
      knownFor = variables;
    }
    return { ...known };
  };
}
