/**
 * What children's own pages say in Welsh, by their English words. What is missing here is said in English. A council has
 * these read by its translator before it relies on them (docs/how-to/write-in-welsh.md).
 */
export const welshChildren = {
  'This is a private page. First we check that it is you.':
    'Tudalen breifat yw hon. Yn gyntaf, rydym ni’n gwirio mai ti sydd yno.',
  'Type in the 6 numbers.': 'Teipia’r 6 rhif.',
  'They work for {minutes} minutes.': 'Maen nhw’n gweithio am {minutes} munud.',
  'No code? Ask your worker. They can tell you one.':
    'Dim cod? Gofynna i dy weithiwr. Gall ddweud un wrthyt ti.',
  'No code yet? We can send you one.': 'Dim cod eto? Gallwn ni anfon un atat ti.',
  'We have sent you a code. It can take a few minutes.':
    'Rydym ni wedi anfon cod atat ti. Gall gymryd ychydig funudau.',
  'Go on': 'Ymlaen',
  'You were away for a while, so we shut the page to keep it safe.':
    'Roeddet ti i ffwrdd am ychydig, felly caeon ni’r dudalen i’w chadw’n ddiogel.',
  'What you wrote is not lost. Type in a new code and we keep it for you.':
    'Dydy’r hyn a ysgrifennaist ti ddim ar goll. Teipia god newydd a byddwn ni’n ei gadw i ti.',
  'That is not your code. Look at it and try again': 'Nid dyna dy god di. Edrycha arno a rho gynnig arall',
  'That code does not work any more. Ask for a new one':
    'Dydy’r cod yna ddim yn gweithio mwyach. Gofynna am un newydd',
  'We cannot send a code now': 'Allwn ni ddim anfon cod nawr',
  'You have asked for a lot of codes. Please wait an hour.':
    'Rwyt ti wedi gofyn am lawer o godau. Arhosa am awr.',
  'You can ask your worker to help you.': 'Gelli di ofyn i dy weithiwr am help.',
  'It may be an old one. Please ask your worker for a new one.':
    'Efallai mai hen un yw hi. Gofynna i dy weithiwr am un newydd.',
  'You have done nothing wrong.': 'Dwyt ti ddim wedi gwneud dim o’i le.',
  'This page is yours. You choose what to write.': 'Dy dudalen di yw hon. Ti sy’n dewis beth i’w ysgrifennu.',
  'You can stop and come back. No one else reads it until you give it to your worker.':
    'Gelli di stopio a dod yn ôl. Does neb arall yn ei darllen nes i ti ei rhoi i dy weithiwr.',
  'How do you feel?': 'Sut wyt ti’n teimlo?',
  'Choose one if you like.': 'Dewisa un os hoffet ti.',
  Happy: 'Hapus',
  Calm: 'Tawel',
  Sad: 'Trist',
  Cross: 'Blin',
  Scared: 'Ofnus',
  'All mixed up': 'Wedi drysu',
  'Give a picture': 'Rhoi llun',
  'Draw on paper and take a photo of it. Or choose a photo.':
    'Tynna lun ar bapur a thynna ffoto ohono. Neu dewisa ffoto.',
  'Your picture': 'Dy lun',
  'Give my picture to my worker': 'Rhoi fy llun i fy ngweithiwr',
  'We could not keep that picture. Try another one, or take a new photo':
    'Doedden ni ddim yn gallu cadw’r llun yna. Rho gynnig ar un arall, neu tynna ffoto newydd',
  'You gave this picture': 'Rhoist ti’r llun hwn',
  'The picture you gave': 'Y llun a roddaist ti',
  'Say it with your voice': 'Dweud gyda dy lais',
  'You can say what you think, for up to 3 minutes. Your worker will hear it.':
    'Gelli di ddweud beth rwyt ti’n ei feddwl, am hyd at 3 munud. Bydd dy weithiwr yn ei glywed.',
  'Your recording': 'Dy recordiad',
  'Give my recording to my worker': 'Rhoi fy recordiad i fy ngweithiwr',
  'We could not keep that. Try to say it again':
    'Doedden ni ddim yn gallu cadw hwnna. Rho gynnig ar ei ddweud eto',
  'You gave this recording': 'Rhoist ti’r recordiad hwn',
  'Start to record': 'Dechrau recordio',
  Stop: 'Stopio',
  'Throw it away': 'Ei daflu i ffwrdd',
  'We are recording now': 'Rydym ni’n recordio nawr',
  'You can listen to it now': 'Gelli di wrando arno nawr',
  'We can not hear you here. Let the page use the microphone, or choose a recording':
    'Allwn ni ddim dy glywed di yma. Gad i’r dudalen ddefnyddio’r meicroffon, neu dewisa recordiad',
  'Do you want to say more about it?': 'Wyt ti eisiau dweud mwy amdano?',
  'Choose one first': 'Dewisa un yn gyntaf',
  'Other pages for you': 'Tudalennau eraill i ti',
  'Keep this for later': 'Cadw hwn tan wedyn',
  'Give this to my worker': 'Rhoi hwn i fy ngweithiwr',
  'When you give it, your words stay just as you wrote them. Then we ask you who can see them.':
    'Pan fyddi di’n ei roi, bydd dy eiriau’n aros yn union fel y gwnest ti eu hysgrifennu. Yna byddwn ni’n gofyn i ti pwy gaiff eu gweld.',
  Saved: 'Wedi’i gadw',
  Saving: 'Yn cadw',
  'Not saved yet. We will try again.': 'Heb ei gadw eto. Byddwn ni’n rhoi cynnig arall.',
  'We have kept this for you. You can come back to it.':
    'Rydym ni wedi cadw hwn i ti. Gelli di ddod yn ôl ato.',
  'Thank you. Your worker has what you gave.': 'Diolch. Mae’r hyn a roddaist ti gan dy weithiwr.',
  'There is nothing here yet. You can write some words, or come back later':
    'Does dim byd yma eto. Gelli di ysgrifennu geiriau, neu ddod yn ôl wedyn',
  'That is very long. Please make it a bit shorter': 'Mae hwnna’n hir iawn. Gwna fe ychydig yn fyrrach',
  'What you gave': 'Yr hyn a roddaist ti',
  'You gave this on': 'Rhoist ti hwn ar',
  'A letter for you': 'Llythyr i ti',
  'We wrote this on': 'Ysgrifennon ni hwn ar',
  'Who you can talk to': 'Gyda phwy y gelli di siarad',
  'You can talk to your worker': 'Gelli di siarad â dy weithiwr',
  'You can call Childline at any time. It is free.': 'Gelli di ffonio Childline unrhyw bryd. Mae am ddim.',
  'If you are not safe now, call 999.': 'Os nad wyt ti’n ddiogel nawr, ffonia 999.',
  'This shuts your page, so that no one else can see it here.':
    'Mae hyn yn cau dy dudalen, fel na all neb arall ei gweld yma.',
  'You are done': 'Rwyt ti wedi gorffen',
  'Your page is shut, and this computer or phone has forgotten it.':
    'Mae dy dudalen wedi cau, ac mae’r cyfrifiadur neu’r ffôn hwn wedi ei hanghofio.',
  'To look again, open your link.': 'I edrych eto, agora dy ddolen.',

  // The sheets.
  'My worries, good things and wishes': 'Fy mhryderon, pethau da a dymuniadau',
  'You can draw here. You can write, or tell a grown-up what to write.':
    'Gelli di dynnu llun yma. Gelli di ysgrifennu, neu ddweud wrth oedolyn beth i’w ysgrifennu.',
  'You do not have to fill it all in. There is no wrong answer.':
    'Does dim rhaid i ti lenwi’r cyfan. Does dim ateb anghywir.',
  'You can write, or tell a grown-up what to write. There is no wrong answer.':
    'Gelli di ysgrifennu, neu ddweud wrth oedolyn beth i’w ysgrifennu. Does dim ateb anghywir.',
  'My worries': 'Fy mhryderon',
  'What makes you sad, cross or scared?': 'Beth sy’n dy wneud di’n drist, yn flin neu’n ofnus?',
  'My good things': 'Fy mhethau da',
  'What do you like? Who is kind to you?': 'Beth wyt ti’n ei hoffi? Pwy sy’n garedig wrthyt ti?',
  'My wishes': 'Fy nymuniadau',
  'What do you want to happen?': 'Beth wyt ti eisiau iddo ddigwydd?',
  'Who can see this? You and your grown-up can choose.': 'Pwy gaiff weld hwn? Gelli di a dy oedolyn ddewis.',
  'All about me': 'Popeth amdana i',
  'This is a page about you. Write or draw what you want people to know.':
    'Tudalen amdanat ti yw hon. Ysgrifenna neu tynna lun o’r hyn rwyt ti am i bobl ei wybod.',
  'You can leave bits out. You can ask for help.': 'Gelli di adael darnau allan. Gelli di ofyn am help.',
  'This is a page about you. Write what you want people to know.':
    'Tudalen amdanat ti yw hon. Ysgrifenna’r hyn rwyt ti am i bobl ei wybod.',
  'You can ask for help.': 'Gelli di ofyn am help.',
  'I like': 'Rydw i’n hoffi',
  'I do not like': 'Dydw i ddim yn hoffi',
  'People and pets I love': 'Pobl ac anifeiliaid anwes rydw i’n eu caru',
  'When I am sad, this helps': 'Pan fydda i’n drist, mae hyn yn helpu',
  'At bedtime I need': 'Amser gwely, mae angen hyn arna i',
  'I am good at': 'Rydw i’n dda am',
  'Please ask me about': 'Gofynnwch i fi am',
  'Here is a picture of me': 'Dyma lun ohona i',
  'Who can see this? You choose, with a grown-up you trust.':
    'Pwy gaiff weld hwn? Ti sy’n dewis, gydag oedolyn rwyt ti’n ymddiried ynddo.',
  'What do you think?': 'Beth wyt ti’n ei feddwl?',
  'Some people will meet to talk about your move. They want to know what you think.':
    'Bydd rhai pobl yn cwrdd i siarad am dy symud. Maen nhw eisiau gwybod beth rwyt ti’n ei feddwl.',
  'Write as much or as little as you like. Skip what you do not want to answer.':
    'Ysgrifenna gymaint neu gyn lleied ag y mynni. Does dim rhaid ateb popeth.',
  'Nobody will change your words. You say who can read them.':
    'Fydd neb yn newid dy eiriau. Ti sy’n dweud pwy gaiff eu darllen.',
  'What was it like to live there?': 'Sut beth oedd byw yno?',
  'What went well?': 'Beth aeth yn dda?',
  'What was hard?': 'Beth oedd yn anodd?',
  'What could the grown-ups have done better?': 'Beth allai’r oedolion fod wedi’i wneud yn well?',
  'Who do you want to keep seeing?': 'Pwy wyt ti eisiau parhau i’w gweld?',
  'What should happen next?': 'Beth ddylai ddigwydd nesaf?',
  'Is there something you want to ask?': 'Oes rhywbeth rwyt ti eisiau ei ofyn?',
  'Who can read this?': 'Pwy gaiff ddarllen hwn?',
  'Just your social worker? All who come to the meeting? You choose.':
    'Dim ond dy weithiwr cymdeithasol? Pawb sy’n dod i’r cyfarfod? Ti sy’n dewis.',
  'You can come to the meeting. You can also ask someone to speak for you.':
    'Gelli di ddod i’r cyfarfod. Gelli di hefyd ofyn i rywun siarad drosot ti.',

  // What the meeting is about.
  'What the meeting is about': 'Am beth mae’r cyfarfod',
  'Soon there is a meeting. The people who look after you and work with you come and talk.':
    'Bydd cyfarfod cyn bo hir. Bydd y bobl sy’n gofalu amdanat ti ac yn gweithio gyda ti yn dod i siarad.',
  'Here you can read what they will talk about. You do not have to.':
    'Gelli di ddarllen yma am beth y byddan nhw’n siarad. Does dim rhaid i ti.',
  'You can stop and come back. You can read it with someone you trust.':
    'Gelli di stopio a dod yn ôl. Gelli di ei ddarllen gyda rhywun rwyt ti’n ymddiried ynddo.',
  'There is nothing here yet. We will put it here before the meeting.':
    'Does dim byd yma eto. Byddwn ni’n ei roi yma cyn y cyfarfod.',
  'Do you want to say what you think, or ask something? Write it on your own page, or tell your worker.':
    'Wyt ti eisiau dweud beth rwyt ti’n ei feddwl, neu ofyn rhywbeth? Ysgrifenna ef ar dy dudalen dy hun, neu dywed wrth dy weithiwr.',
  'Did the grown-ups listen to you?': 'A wnaeth yr oedolion wrando arnat ti?',
  'Do you know what will happen next?': 'Wyt ti’n gwybod beth fydd yn digwydd nesaf?',
  'You can tell us how the meeting was for you. You do not have to.':
    'Gelli di ddweud wrthym ni sut oedd y cyfarfod i ti. Does dim rhaid i ti.',
  'We do not keep your name with it. No one can see that it was you.':
    'Dydyn ni ddim yn cadw dy enw gydag ef. Ni all neb weld mai ti oedd e.',
  'What can we do better? You can leave this empty.':
    'Beth allwn ni ei wneud yn well? Gelli di adael hwn yn wag.',
  'Please do not write any names here.': 'Paid ag ysgrifennu unrhyw enwau yma.',
  'Tell us how it was for you': 'Dywed wrthym ni sut oedd hi i ti',
  'You can choose a face, or write some words.': 'Gelli di ddewis wyneb, neu ysgrifennu ychydig eiriau.',
  'Go to my own page': 'Mynd i fy nhudalen fy hun',
} as const;
