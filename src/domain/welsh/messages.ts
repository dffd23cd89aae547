/**
 * What e-mails, text messages and letters say in Welsh, by their English words. What is missing here is said in English.
 * A council has these read by its translator before it relies on them (docs/how-to/write-in-welsh.md).
 */
export const welshMessages = {
  'The notes of the meeting are still there for you. You do not have to read them.':
    'Mae nodiadau’r cyfarfod yno i chi o hyd. Nid oes rhaid i chi eu darllen.',
  'You can read it there until the end of {day}.': 'Gallwch ei ddarllen yno tan ddiwedd d{day}.',
  // A draft of the minutes.
  'Please tell us if the notes are right': 'Dywedwch wrthym a yw’r nodiadau’n gywir',
  'We sent you the notes of the meeting. Please tell us by {day} if they are right.':
    'Anfonwyd nodiadau’r cyfarfod atoch. Dywedwch wrthym erbyn {day} a ydynt yn gywir.',
  'The notes of the meeting are not finished. Please read your copy. Tell us by {day} if it is right.':
    'Nid yw nodiadau’r cyfarfod wedi’u gorffen. Darllenwch eich copi. Dywedwch wrthym erbyn {day} a yw’n gywir.',

  'Hello,': 'Helo,',
  'Hello {name},': 'Helo {name},',
  'Reference: {reference}': 'Cyfeirnod: {reference}',
  '{date}. Our reference: {reference}': '{date}. Ein cyfeirnod: {reference}',
  'If you want to ask something, please ask the person you know at the council.':
    'Os hoffech chi ofyn rhywbeth, gofynnwch i’r person rydych chi’n ei adnabod yn y cyngor.',
  'If the meeting is in your calendar, you can take it out.':
    'Os yw’r cyfarfod yn eich calendr, gallwch ei dynnu oddi yno.',
  'Day: {day}': 'Diwrnod: {day}',
  'Time: {time}, for about {length}': 'Amser: {time}, am tua {length}',
  'Place: {place}': 'Lle: {place}',
  'see your private page': 'gweler eich tudalen breifat',
  'please ask the person you know at the council': 'gofynnwch i’r person rydych chi’n ei adnabod yn y cyngor',
  'You can answer in a letter. Or you can tell the person you know at the council. They write down what you say, just as you say it.':
    'Gallwch ateb mewn llythyr. Neu gallwch ddweud wrth y person rydych chi’n ei adnabod yn y cyngor. Bydd yn ysgrifennu’r hyn a ddywedwch, yn union fel y dywedwch.',
  'Your private page:': 'Eich tudalen breifat:',
  'When you open it, we send you a code. This shows us that it is you. The link is only for you. Please do not pass it on.':
    'Pan fyddwch chi’n ei hagor, byddwn ni’n anfon cod atoch. Mae hyn yn dangos i ni mai chi sydd yno. I chi yn unig mae’r ddolen. Peidiwch â’i rhannu.',
  'The meeting is not going ahead': 'Ni fydd y cyfarfod yn cael ei gynnal',
  'The meeting on {day} is not going ahead.': 'Ni fydd y cyfarfod ar d{day} yn cael ei gynnal.',
  'You do not need to come. If we plan another meeting, we will write to you.':
    'Nid oes angen i chi ddod. Os byddwn ni’n trefnu cyfarfod arall, byddwn yn ysgrifennu atoch.',
  'You do not need to write to us. If we plan another meeting, we will tell you.':
    'Nid oes angen i chi ysgrifennu atom. Os byddwn ni’n trefnu cyfarfod arall, byddwn yn dweud wrthych.',
  'You do not need to do anything for the meeting': 'Nid oes angen i chi wneud dim ar gyfer y cyfarfod',
  'You do not need to come to the meeting on {day} any more.':
    'Nid oes angen i chi ddod i’r cyfarfod ar d{day} mwyach.',
  'You do not need to write to us for the meeting on {day} any more.':
    'Nid oes angen i chi ysgrifennu atom ar gyfer y cyfarfod ar d{day} mwyach.',
  'A reminder of your meeting': 'Eich atgoffa am eich cyfarfod',
  'We would still like to hear from you': 'Hoffem glywed gennych o hyd',
  'We would like to know if you can come to the meeting on {day} at {time}.':
    'Hoffem wybod a allwch chi ddod i’r cyfarfod ar d{day} am {time}.',
  'We would still like to know what you think before the meeting on {day}.':
    'Hoffem wybod beth yw eich barn o hyd, cyn y cyfarfod ar d{day}.',
  'If you have told us already, thank you. You do not need to do anything.':
    'Os ydych chi wedi dweud wrthym yn barod, diolch. Nid oes angen i chi wneud dim.',
  'Your meeting is coming up': 'Mae eich cyfarfod yn agosáu',
  'You told us that you will come. This is when it is:':
    'Dywedoch wrthym y byddwch yn dod. Dyma pryd mae’r cyfarfod:',
  'If you cannot come any more, please tell us. That is fine.':
    'Os na allwch ddod mwyach, dywedwch wrthym. Mae hynny’n iawn.',
  'There is still time to write to us': 'Mae amser o hyd i ysgrifennu atom',
  'You told us that you will write something. There is still time before the meeting on {day}.':
    'Dywedoch wrthym y byddwch yn ysgrifennu rhywbeth. Mae amser o hyd cyn y cyfarfod ar d{day}.',
  'You do not need to write much. If you would rather not write, that is fine too.':
    'Nid oes angen i chi ysgrifennu llawer. Os byddai’n well gennych beidio ag ysgrifennu, mae hynny’n iawn hefyd.',
  'Your meeting is on {date} at {time}.': 'Mae eich cyfarfod ar {date} am {time}.',
  'We would like to hear from you': 'Hoffem glywed gennych',
  'Your meeting has changed': 'Mae eich cyfarfod wedi newid',
  'Invitation to a meeting': 'Gwahoddiad i gyfarfod',
  'Something about your meeting has changed. This is how it is now:':
    'Mae rhywbeth am eich cyfarfod wedi newid. Dyma sut mae nawr:',
  '{organisation} would like you to come to a meeting.': 'Hoffai {organisation} i chi ddod i gyfarfod.',
  'Please tell us if you can come. You can write to us as well, or write instead of coming.':
    'Dywedwch wrthym a allwch chi ddod. Gallwch ysgrifennu atom hefyd, neu ysgrifennu yn lle dod.',
  '{organisation} is holding a meeting on {day}. We would like to know what you think.':
    'Mae {organisation} yn cynnal cyfarfod ar d{day}. Hoffem wybod beth yw eich barn.',
  'You do not need to come. You can write down what you want to say. It will be read at the meeting.':
    'Nid oes angen i chi ddod. Gallwch ysgrifennu’r hyn rydych chi am ei ddweud. Bydd yn cael ei ddarllen yn y cyfarfod.',
  'Your code': 'Eich cod',
  'Your code is {code}': 'Eich cod yw {code}',
  'It works for {minutes} minutes. Type it on the page where you asked for it.':
    'Mae’n gweithio am {minutes} munud. Teipiwch ef ar y dudalen lle gwnaethoch ofyn amdano.',
  'If you did not ask for a code, you do not need to do anything. Please do not tell anybody the code.':
    'Os na wnaethoch chi ofyn am god, nid oes angen i chi wneud dim. Peidiwch â dweud y cod wrth neb.',
  'Something for you to read': 'Rhywbeth i chi ei ddarllen',
  'The notes of the meeting are ready. Your copy was made for you alone.':
    'Mae nodiadau’r cyfarfod yn barod. Cafodd eich copi ei wneud i chi yn unig.',
  'Something to read before the meeting': 'Rhywbeth i’w ddarllen cyn y cyfarfod',
  'There is something new for you to read before the meeting. It was made for you alone.':
    'Mae rhywbeth newydd i chi ei ddarllen cyn y cyfarfod. Cafodd ei wneud i chi yn unig.',
  'You can ask the person you know at the council for it.':
    'Gallwch ofyn amdano i’r person rydych chi’n ei adnabod yn y cyngor.',
  'There is something to read before the meeting.': 'Mae rhywbeth i’w ddarllen cyn y cyfarfod.',
  'You do not need to choose a time': 'Nid oes angen i chi ddewis amser',
  'You do not need to tell us which times you can come any more. Thank you.':
    'Nid oes angen i chi ddweud wrthym pa amserau y gallwch ddod mwyach. Diolch.',
  'There are new times to choose from': 'Mae amserau newydd i ddewis ohonynt',
  '{organisation} would like to meet you. We want to find a time that works.':
    'Hoffai {organisation} gwrdd â chi. Hoffem ddod o hyd i amser sy’n gweithio.',
  'We have changed the times. Please look at them again.':
    'Rydym ni wedi newid yr amserau. Edrychwch arnynt eto.',
  'The times are:': 'Dyma’r amserau:',
  '{day} at {time}': '{day} am {time}',
  'Please tell us which of them you can come.': 'Dywedwch wrthym pa rai y gallwch ddod iddynt.',
  'You can answer in a letter. Or you can tell the person you know at the council.':
    'Gallwch ateb mewn llythyr. Neu gallwch ddweud wrth y person rydych chi’n ei adnabod yn y cyngor.',
  'You do not need to choose a time any more.': 'Nid oes angen i chi ddewis amser mwyach.',
  'The times have changed. Which can you come?': 'Mae’r amserau wedi newid. Pa rai y gallwch ddod iddynt?',
  'It comes with this letter.': 'Mae’n dod gyda’r llythyr hwn.',
  'Page {page} of {pages}': 'Tudalen {page} o {pages}',
  'Meeting ({reference})': 'Cyfarfod ({reference})',
  'See your private page': 'Gweler eich tudalen breifat',
  'From {organisation}. Your private page has the rest: use the link we sent you.':
    'Gan {organisation}. Mae’r gweddill ar eich tudalen breifat: defnyddiwch y ddolen a anfonwyd atoch.',
  'Your code is {code}. It works for {minutes} minutes. Please do not tell anybody.':
    'Eich cod yw {code}. Mae’n gweithio am {minutes} munud. Peidiwch â dweud wrth neb.',
  'From {organisation} ({reference}).': 'Gan {organisation} ({reference}).',
  'Your private page: {link}': 'Eich tudalen breifat: {link}',
  'There is something for you to read.': 'Mae rhywbeth i chi ei ddarllen.',
  'The meeting on {date} is not going ahead. You do not need to do anything.':
    'Ni fydd y cyfarfod ar {date} yn cael ei gynnal. Nid oes angen i chi wneud dim.',
  'You do not need to do anything for the meeting on {date} any more.':
    'Nid oes angen i chi wneud dim ar gyfer y cyfarfod ar {date} mwyach.',
  'Your meeting has changed. It is now on {date} at {time}.':
    'Mae eich cyfarfod wedi newid. Mae nawr ar {date} am {time}.',
  'We would like to hear from you before {date}.': 'Hoffem glywed gennych cyn {date}.',
  'Please tell us if you can come to the meeting on {date}.':
    'Dywedwch wrthym a allwch chi ddod i’r cyfarfod ar {date}.',
  'We would still like to hear from you before {date}.': 'Hoffem glywed gennych o hyd cyn {date}.',
  'How was it for you?': 'Sut oedd hi i chi?',
  'You were asked to a meeting. We would like to know how it was for you.':
    'Fe’ch gwahoddwyd i gyfarfod. Hoffem wybod sut oedd hi i chi.',
  'It takes about two minutes. You do not have to answer.':
    'Mae’n cymryd tua dau funud. Nid oes rhaid i chi ateb.',
  'You can tell the person you know at the council.':
    'Gallwch ddweud wrth y person rydych yn ei adnabod yn y cyngor.',
  'We would like to know how it was for you.': 'Hoffem wybod sut oedd hi i chi.',
  'Please come to a meeting on {date} at {time}.': 'Dewch i gyfarfod ar {date} am {time}.',
} as const;
