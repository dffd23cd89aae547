import type { FastifyInstance } from 'fastify';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { organisationForm } from './change-organisation.ts';
import {
  addPersonForm,
  detailsForm,
  endManagerForm,
  endPostForm,
  leavingForm,
  managerForm,
  postForm,
  returnForm,
} from './change-person.ts';
import { addTeamForm, changeTeamForm } from './change-team.ts';
import { importForm, sendTemplate } from './import-people.ts';
import { showPeople, showPerson, showTeams } from './list-people.ts';
import { postImport, showImport } from './see-import.ts';

/** Who works for an organisation, in which posts and teams and under whom, with dates: kept by its administrators. */
export const peopleFeature = (app: FastifyInstance, service: Service): void => {
  const people = { config: { may: 'administer-people' } } as const;
  app.get('/people', people, showPeople(service));
  formByPost(app, service, '/people/new', addPersonForm(service));
  formByPost(app, service, '/people/import', importForm(service));
  const importing = { config: { may: 'import-people' } } as const;
  app.get('/people/import/template.csv', importing, sendTemplate(service));
  app.get('/people/imports/:id', importing, showImport(service));
  app.post('/people/imports/:id', importing, postImport(service));
  app.get('/people/:id', people, showPerson(service));
  formByPost(app, service, '/people/:id/details', detailsForm(service));
  formByPost(app, service, '/people/:id/posts/new', postForm);
  formByPost(app, service, '/people/:id/posts/:postId/end', endPostForm);
  formByPost(app, service, '/people/:id/managers/new', managerForm);
  formByPost(app, service, '/people/:id/managers/:managerId/:from/end', endManagerForm);
  formByPost(app, service, '/people/:id/leaving', leavingForm(service));
  formByPost(app, service, '/people/:id/return', returnForm(service));
  app.get('/teams', people, showTeams(service));
  formByPost(app, service, '/teams/new', addTeamForm);
  formByPost(app, service, '/teams/:id', changeTeamForm);
  formByPost(app, service, '/organisation', organisationForm(service));
};
