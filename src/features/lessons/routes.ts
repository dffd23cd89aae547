import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { decideForm, promiseForm, showWaiting, withdrawForm } from './decide.ts';
import { showLessonsOfCase } from './lessons-of-case.ts';
import { showFoundAgain, showLesson, showLessons } from './see-lessons.ts';
import { changeLesson, newLesson } from './write-lesson.ts';

export const lessonsFeature = (app: FastifyInstance, service: Service): void => {
  const onCase = '/disruptions/:id/lessons';
  app.get(onCase, { config: { may: 'write-lesson' } }, showLessonsOfCase(service));
  formOnCase(app, service, `${onCase}/new`, newLesson(service));
  formOnCase(app, service, `${onCase}/:lessonId`, changeLesson(service));
  app.get('/lessons', { config: { may: 'see-lessons' } }, showLessons(service));
  app.get('/lessons/:id', { config: { may: 'see-lessons' } }, showLesson(service));
  app.get('/lessons/:id/found-again', { config: { may: 'see-lessons' } }, showFoundAgain(service));
  app.get('/lessons/waiting', { config: { may: 'decide-on-lessons' } }, showWaiting(service));
  formByPost(app, service, '/lessons/waiting/:lessonId', decideForm(service));
  formByPost(app, service, '/lessons/:id/withdraw', withdrawForm(service));
  formByPost(app, service, '/lessons/:id/promises/:promiseId', promiseForm(service));
};
