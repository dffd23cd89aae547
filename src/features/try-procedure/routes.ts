import type { FastifyInstance } from 'fastify';
import { answersSchema, answersSchemaAddress } from '../../domain/panel-form-export.ts';
import type { Service } from '../service.ts';
import { downloadPlan, showProcedures, tryProcedure } from './try-procedure.ts';

/** The JSON Schemas (2020-12) of the files a council or a panel’s agency writes, as editors fetch them. */
export type Schemas = {
  readonly procedure: object;
  readonly cases: object;
  readonly form: object;
  readonly formCases: object;
};

/** Any procedure tried out by anyone: nobody signs in, and nothing is kept but in the address. */
export const tryProcedureFeature = (
  app: FastifyInstance,
  service: Service,
  { schemas }: { readonly schemas: Schemas },
): void => {
  app.get('/procedures', { config: { may: 'anyone' } }, showProcedures(service));
  app.get('/procedures/:council/:kind', { config: { may: 'anyone' } }, tryProcedure(service));
  app.get('/procedures/:council/:kind/plan.ics', { config: { may: 'anyone' } }, downloadPlan(service));
  publish(app, '/schemas/procedure.json', schemas.procedure);
  publish(app, '/schemas/procedure-cases.json', schemas.cases);
  publish(app, '/schemas/form.json', schemas.form);
  publish(app, '/schemas/form-cases.json', schemas.formCases);
  for (const form of service.panelForms)
    publish(
      app,
      new URL(answersSchemaAddress(service.publicUrl, form)).pathname,
      answersSchema(form, service.publicUrl),
    );
};

const publish = (app: FastifyInstance, address: string, schema: object): void => {
  const text = JSON.stringify(schema, null, 2);
  app.get(address, { config: { may: 'anyone' } }, (_request, reply) =>
    reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(text),
  );
};
