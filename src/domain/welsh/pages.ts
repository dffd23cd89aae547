/**
 * What guests' pages say in Welsh, by their English words. What is missing here is shown in English and marked as English.
 * A council has these read by its translator before it relies on them (docs/how-to/write-in-welsh.md).
 */
export const welshPages = {
  // Around every page.
  'Your private page': 'Eich tudalen breifat',
  'Skip to main content': 'Neidio i’r prif gynnwys',
  'Exit this page quickly': 'Gadael y dudalen hon yn gyflym',
  'Exit this page': 'Gadael y dudalen hon',
  'Leave at once': 'Gadael ar unwaith',
  'Loading.': 'Yn llwytho.',
  'Exit this page expired.': 'Mae’r botwm Gadael y dudalen hon wedi dod i ben.',
  'Shift, press 2 more times to exit.': 'Shift, pwyswch 2 waith eto i adael.',
  'Shift, press 1 more time to exit.': 'Shift, pwyswch 1 waith eto i adael.',
  'Error:': 'Gwall:',
  Back: 'Yn ôl',
  'There is a problem': 'Mae problem',
  Accessibility: 'Hygyrchedd',
  'Demonstration: everybody here is invented': 'Arddangosiad: mae pawb yma wedi’u dychmygu',
  Language: 'Iaith',
  'This page is only in English for now.': 'Yn Saesneg yn unig mae’r dudalen hon am y tro.',

  // Before the code.
  'You need a new code': 'Mae angen cod newydd arnoch',
  'Is it you?': 'Ai chi sydd yno?',
  'You were away for a while, so we closed the page to keep it safe.':
    'Buoch i ffwrdd am ychydig, felly caewyd y dudalen i’w chadw’n ddiogel.',
  'What you wrote is not lost.': 'Nid yw’r hyn a ysgrifennoch wedi’i golli.',
  'We save it when you have typed in the new code.':
    'Byddwn ni’n ei gadw pan fyddwch wedi teipio’r cod newydd.',
  '{council} sent you a private link.': 'Anfonodd {council} ddolen breifat atoch.',
  'The council': 'Y cyngor',
  'Before you see the page, we check that it is you. We send you a code: to your phone if we have your number, or else by e-mail.':
    'Cyn i chi weld y dudalen, rydym ni’n gwirio mai chi sydd yno. Byddwn yn anfon cod atoch: i’ch ffôn os yw eich rhif gennym, neu drwy e-bost.',
  'Then please add your file once more.': 'Yna ychwanegwch eich ffeil unwaith eto.',
  'Send me a code': 'Anfonwch god ataf',
  'I have a code already': 'Mae cod gennyf yn barod',
  'Type in your code': 'Teipiwch eich cod',
  'If you asked for a code, look at the messages on your phone, and at your e-mail. It can take a few minutes. Look in the junk folder too.':
    'Os gwnaethoch chi ofyn am god, edrychwch ar y negeseuon ar eich ffôn, ac ar eich e-bost. Gall gymryd ychydig funudau. Edrychwch yn y ffolder sbam hefyd.',
  Code: 'Cod',
  'The 6 numbers we sent you. They work for {minutes} minutes.':
    'Y 6 rhif a anfonwyd atoch. Maent yn gweithio am {minutes} munud.',
  Continue: 'Parhau',
  'Send me a new code': 'Anfonwch god newydd ataf',
  'Type in the 6 numbers of your code': 'Teipiwch 6 rhif eich cod',
  'That is not the code we sent you. Check it and try again':
    'Nid dyna’r cod a anfonwyd atoch. Gwiriwch ef a rhowch gynnig arall arni',
  'That code does not work any more. Ask for a new one with the button below':
    'Nid yw’r cod hwnnw’n gweithio mwyach. Gofynnwch am un newydd gyda’r botwm isod',
  'We cannot send another code now': 'Ni allwn anfon cod arall nawr',
  'You have asked for many codes. This may be a mistake, so we stop here to keep your page safe.':
    'Rydych chi wedi gofyn am lawer o godau. Gall hyn fod yn gamgymeriad, felly rydym ni’n stopio yma i gadw eich tudalen yn ddiogel.',
  'Please wait an hour. Then open your link again.': 'Arhoswch awr. Yna agorwch eich dolen eto.',
  'If that does not help, please ask the person who invited you. They can send you a new link.':
    'Os nad yw hynny’n helpu, gofynnwch i’r person a’ch gwahoddodd. Gall anfon dolen newydd atoch.',
  'This link does not work now': 'Nid yw’r ddolen hon yn gweithio nawr',
  'It may have run out, or there may be a newer one. Please look for our last e-mail to you and open the link in it.':
    'Efallai ei bod wedi dod i ben, neu fod un newydd. Chwiliwch am ein e-bost diwethaf atoch ac agorwch y ddolen ynddo.',
  'You have not done anything wrong.': 'Nid ydych chi wedi gwneud dim o’i le.',
  'There is nothing you need to do': 'Nid oes angen i chi wneud dim',
  'This invitation has been taken back, or the meeting is not going ahead.':
    'Mae’r gwahoddiad hwn wedi’i dynnu’n ôl, neu nid yw’r cyfarfod yn cael ei gynnal.',
  'If you want to ask something, please ask the person who invited you.':
    'Os hoffech chi ofyn rhywbeth, gofynnwch i’r person a’ch gwahoddodd.',
  'You have finished': 'Rydych chi wedi gorffen',
  'Your page is closed, and this computer or phone has forgotten it.':
    'Mae eich tudalen wedi’i chau, ac mae’r cyfrifiadur neu’r ffôn hwn wedi ei hanghofio.',
  'If you want to look again, open the link we sent you.':
    'Os hoffech edrych eto, agorwch y ddolen a anfonwyd atoch.',

  // The meeting.
  'Your meeting': 'Eich cyfarfod',
  'Hello.': 'Helo.',
  'Hello {name}.': 'Helo {name}.',
  '{council} would like you to come to a meeting.': 'Hoffai {council} i chi ddod i gyfarfod.',
  '{council} would like to know what you think.': 'Hoffai {council} wybod beth yw eich barn.',
  Day: 'Diwrnod',
  Time: 'Amser',
  '{time}, for about {length}': '{time}, am tua {length}',
  Place: 'Lle',
  'By video': 'Drwy fideo',
  'Join by video': 'Ymuno drwy fideo',
  '(works on the day)': '(yn gweithio ar y diwrnod)',
  'Who asked you': 'Pwy ofynnodd i chi',
  '{convener} will tell you how to join the meeting.':
    'Bydd {convener} yn dweud wrthych sut i ymuno â’r cyfarfod.',
  'Add it to your calendar': 'Ychwanegu at eich calendr',
  'Your copy of the minutes': 'Eich copi o’r cofnodion',
  'These are the notes of the meeting. Your copy was made for you alone.':
    'Dyma nodiadau’r cyfarfod. Cafodd eich copi ei wneud i chi yn unig.',
  'You can read it until the end of {day}.': 'Gallwch ei ddarllen tan ddiwedd d{day}.',
  'You can read it here until the end of {day}. If you want it for longer, save it now, or ask the person you know at the council.':
    'Gallwch ei ddarllen yma tan ddiwedd d{day}. Os ydych am ei gadw’n hirach, cadwch ef nawr, neu gofynnwch i’r person rydych chi’n ei adnabod yn y cyngor.',
  'Read your copy of {date}': 'Darllen eich copi o {date}',
  'What the meeting is for': 'Diben y cyfarfod',
  'We meet like this when a child has had to move home sooner than anybody hoped.':
    'Rydym ni’n cwrdd fel hyn pan fydd plentyn wedi gorfod symud cartref yn gynt nag yr oedd neb yn ei obeithio.',
  'We want to understand what happened. We talk about what went well and what was hard. Then we can plan better for the child.':
    'Rydym ni am ddeall beth ddigwyddodd. Rydym ni’n siarad am yr hyn aeth yn dda a’r hyn oedd yn anodd. Yna gallwn ni gynllunio’n well i’r plentyn.',
  'Nobody is there to be blamed. What you think matters to us.':
    'Nid oes neb yno i gael y bai. Mae eich barn yn bwysig i ni.',
  'Your answer': 'Eich ateb',
  'Save my answer': 'Cadw fy ateb',
  'Will you come?': 'Fyddwch chi’n dod?',
  'Will you write to us?': 'Fyddwch chi’n ysgrifennu atom?',
  'Yes, I will come': 'Byddaf, fe ddof',
  'Yes, by video': 'Byddaf, drwy fideo',
  'No, but I will write something': 'Na, ond byddaf yn ysgrifennu rhywbeth',
  No: 'Na',
  'Yes, I will write something': 'Byddaf, fe ysgrifennaf rywbeth',
  'Do you need any of these? (optional)': 'Oes angen unrhyw rai o’r rhain arnoch? (dewisol)',
  'An interpreter': 'Cyfieithydd',
  'Help to get there or to get around': 'Help i gyrraedd neu i symud o gwmpas',
  'Somebody with me': 'Rhywun gyda mi',
  'To come and go at another time than others': 'Dod a mynd ar adeg wahanol i eraill',
  'Is there anything we should know? (optional)': 'Oes unrhyw beth y dylem ei wybod? (dewisol)',
  'For example, you need a break, or the time is hard for you.':
    'Er enghraifft, mae angen egwyl arnoch, neu mae’r amser yn anodd i chi.',
  'For example, you would rather tell somebody who writes it down for you.':
    'Er enghraifft, byddai’n well gennych ddweud wrth rywun sy’n ei ysgrifennu i chi.',
  'The meeting has been held. Thank you for your part in it.':
    'Mae’r cyfarfod wedi’i gynnal. Diolch am eich rhan ynddo.',
  'When you have finished': 'Pan fyddwch wedi gorffen',
  'This closes your page, so that nobody else can see it here.':
    'Mae hyn yn cau eich tudalen, fel na all neb arall ei gweld yma.',
  Finish: 'Gorffen',
  'Thank you. We have saved your answer.': 'Diolch. Rydym ni wedi cadw eich ateb.',
  'Choose an answer': 'Dewiswch ateb',
  'This cannot be changed now. If it is important, please tell the person who invited you':
    'Ni ellir newid hyn nawr. Os yw’n bwysig, dywedwch wrth y person a’ch gwahoddodd',

  // Writing to the meeting.
  'Thank you. The meeting has what you wrote.': 'Diolch. Mae’r hyn a ysgrifennoch gan y cyfarfod.',
  'We have kept what you wrote. You can come back to it with the same link. Nobody else can see it yet.':
    'Rydym ni wedi cadw’r hyn a ysgrifennoch. Gallwch ddod yn ôl ato gyda’r un ddolen. Ni all neb arall ei weld eto.',
  'You have taken back what you wrote. Nobody else can read it now.':
    'Rydych chi wedi cymryd yn ôl yr hyn a ysgrifennoch. Ni all neb arall ei ddarllen nawr.',
  'Thank you. We keep what you wrote with the notes of the meeting, as you wrote it.':
    'Diolch. Byddwn ni’n cadw’r hyn a ysgrifennoch gyda nodiadau’r cyfarfod, fel y gwnaethoch ei ysgrifennu.',
  'We have added your file, and kept what you wrote. Nobody else can see it yet.':
    'Rydym ni wedi ychwanegu eich ffeil, ac wedi cadw’r hyn a ysgrifennoch. Ni all neb arall ei gweld eto.',
  'We have taken the file out, and kept what you wrote.':
    'Rydym ni wedi tynnu’r ffeil, ac wedi cadw’r hyn a ysgrifennoch.',
  'You gave this to the meeting on {date}.': 'Rhoesoch hwn i’r cyfarfod ar {date}.',
  'On {date} a worker wrote this down for you, from what you gave them.':
    'Ar {date} ysgrifennodd gweithiwr hwn ar eich rhan, o’r hyn a roesoch iddyn nhw.',
  'You have not written anything yet. You can also add a photo, a letter or your voice.':
    'Nid ydych chi wedi ysgrifennu dim eto. Gallwch ychwanegu llun, llythyr neu eich llais hefyd.',
  'You have saved some words. Only you can see them yet.':
    'Rydych chi wedi cadw geiriau. Dim ond chi all eu gweld hyd yn hyn.',
  'You gave us your words.': 'Rhoesoch eich geiriau i ni.',
  'You gave us your words on {date}.': 'Rhoesoch eich geiriau i ni ar {date}.',
  'Since then you saved changes. Only you can see them yet.':
    'Ers hynny rydych chi wedi cadw newidiadau. Dim ond chi all eu gweld hyd yn hyn.',
  'Read what you wrote': 'Darllen yr hyn a ysgrifennoch',
  'Go on writing': 'Parhau i ysgrifennu',
  'Start to write': 'Dechrau ysgrifennu',
  'Add a photo, a letter or your voice (optional)': 'Ychwanegu llun, llythyr neu eich llais (dewisol)',
  'You can add a photo, a PDF, a Word file or a sound clip. Each can be up to 15 MB. We take out where and when a photo was made.':
    'Gallwch ychwanegu llun, PDF, ffeil Word neu glip sain. Gall pob un fod hyd at 15 MB. Byddwn ni’n tynnu ble a phryd y cafodd llun ei dynnu.',
  'What is it?': 'Beth yw hwn?',
  'A few words are enough, like “A photo of our garden”. People who cannot see it hear them read out.':
    'Mae ychydig eiriau’n ddigon, fel “Llun o’n gardd”. Bydd pobl na allant ei weld yn clywed y geiriau’n cael eu darllen.',
  'Nobody else can see this yet.': 'Ni all neb arall weld hwn eto.',
  'Take out': 'Tynnu',
  'You have added {count} files. Take one out to add another.':
    'Rydych chi wedi ychwanegu {count} ffeil. Tynnwch un i ychwanegu un arall.',
  'Add this file': 'Ychwanegu’r ffeil hon',
  'Write to us': 'Ysgrifennwch atom',
  'It is shared with everyone at the meeting.': 'Mae’n cael ei rannu â phawb yn y cyfarfod.',
  'Only the chair and the social workers read it.':
    'Dim ond y cadeirydd a’r gweithwyr cymdeithasol sy’n ei ddarllen.',
  'We have kept this for you. Nobody else can see it yet.':
    'Rydym ni wedi cadw hwn i chi. Ni all neb arall ei weld eto.',
  'You gave this to the meeting.': 'Rhoesoch hwn i’r cyfarfod.',
  'You can change it or take it back until it has been read there.':
    'Gallwch ei newid neu ei gymryd yn ôl nes iddo gael ei ddarllen yno.',
  'The changes below are only for you, until you give them to the meeting.':
    'I chi yn unig mae’r newidiadau isod, nes i chi eu rhoi i’r cyfarfod.',
  'What you wrote': 'Yr hyn a ysgrifennoch',
  'Thank you. What you wrote has been read for the meeting, so it stays as it is.':
    'Diolch. Mae’r hyn a ysgrifennoch wedi’i ddarllen ar gyfer y cyfarfod, felly mae’n aros fel y mae.',
  'Is something in it not right? Please tell {convener}. They will write down what you want put right.':
    'Oes rhywbeth ynddo nad yw’n iawn? Dywedwch wrth {convener}. Bydd yn ysgrifennu’r hyn rydych chi am ei gywiro.',
  'You do not have to answer every question. Write as little or as much as you like.':
    'Nid oes rhaid i chi ateb pob cwestiwn. Ysgrifennwch gyn lleied neu gymaint ag y mynnwch.',
  'You can save it and come back. Nobody else sees it until you give it to the meeting.':
    'Gallwch ei gadw a dod yn ôl. Nid oes neb arall yn ei weld nes i chi ei roi i’r cyfarfod.',
  'Give this to the meeting': 'Rhoi hwn i’r cyfarfod',
  'Save and come back later': 'Cadw a dod yn ôl yn nes ymlaen',
  'Take back what I gave': 'Cymryd yn ôl yr hyn a roddais',
  'You can also take it back. Then nobody else reads it, and we keep it here for you.':
    'Gallwch hefyd ei gymryd yn ôl. Yna nid oes neb arall yn ei ddarllen, a byddwn ni’n ei gadw yma i chi.',
  'What you saved and did not give': 'Yr hyn a gadwoch heb ei roi',
  'Nobody else has read this.': 'Nid oes neb arall wedi darllen hwn.',
  'Who may read it?': 'Pwy gaiff ei ddarllen?',
  'Share with everyone at the meeting': 'Ei rannu â phawb yn y cyfarfod',
  'It can be read out there. We keep it with the notes of the meeting.':
    'Gellir ei ddarllen yn uchel yno. Byddwn ni’n ei gadw gyda nodiadau’r cyfarfod.',
  'Only the chair and the social workers': 'Y cadeirydd a’r gweithwyr cymdeithasol yn unig',
  'It is not read out. Only the person who leads the meeting, the social workers and their team managers read it.':
    'Nid yw’n cael ei ddarllen yn uchel. Dim ond y person sy’n arwain y cyfarfod, y gweithwyr cymdeithasol a’u rheolwyr tîm sy’n ei ddarllen.',

  // Times to choose from.
  'Which times can you come?': 'Pa amserau y gallwch ddod?',
  '{council} would like to meet you.': 'Hoffai {council} gwrdd â chi.',
  'It takes about {length}. No time is fixed yet.':
    'Mae’n cymryd tua {length}. Nid oes amser wedi’i bennu eto.',
  'Say for each time if you can come.': 'Dywedwch ar gyfer pob amser a allwch chi ddod.',
  'Yes, I can': 'Gallaf',
  'Yes, if no other time works': 'Gallaf, os nad oes amser arall yn gweithio',
  'You can change your answer until we choose a time. Then we write to you again.':
    'Gallwch newid eich ateb nes i ni ddewis amser. Yna byddwn ni’n ysgrifennu atoch eto.',

  // The pack.
  'What to read before the meeting': 'Beth i’w ddarllen cyn y cyfarfod',
  'There is nothing for you to read yet. We will write to you when there is.':
    'Nid oes dim i chi ei ddarllen eto. Byddwn ni’n ysgrifennu atoch pan fydd.',
  'This was made for you alone. You can read it as often as you like. You do not have to.':
    'Cafodd hwn ei wneud i chi yn unig. Gallwch ei ddarllen mor aml ag y mynnwch. Nid oes rhaid i chi.',
  'This came later than the rest. Take your time. You can tell us if it came too late for you.':
    'Daeth hwn yn hwyrach na’r gweddill. Cymerwch eich amser. Gallwch ddweud wrthym os daeth yn rhy hwyr i chi.',

  'What we will talk about': 'Am beth y byddwn ni’n siarad',
  'We will tell you at the meeting what we talk about.':
    'Byddwn ni’n dweud wrthych yn y cyfarfod am beth y byddwn ni’n siarad.',
  'We talk about one thing after the other. You can ask for a break.':
    'Byddwn ni’n siarad am un peth ar ôl y llall. Gallwch ofyn am egwyl.',
  'People are told by their part in it, and not by name.':
    'Mae pobl yn cael eu galw wrth eu rhan ynddo, ac nid wrth eu henwau.',
  'What came with it': 'Beth ddaeth gydag ef',

  // What a meeting talks about, in the plain words of the procedures.
  'Hello, and why we meet': 'Helo, a pham rydym ni’n cwrdd',
  'What the child thinks and feels': 'Beth mae’r plentyn yn ei feddwl ac yn ei deimlo',
  'The child’s story before': 'Stori’r plentyn cyn hyn',
  'How we got to know each other': 'Sut y daethom i adnabod ein gilydd',
  'How life at home was': 'Sut oedd bywyd gartref',
  'How and why the child had to move': 'Sut a pham y bu’n rhaid i’r plentyn symud',
  'How everyone is now': 'Sut mae pawb nawr',
  'What the child needs next': 'Beth sydd ei angen ar y plentyn nesaf',
  'What we understand now': 'Beth rydym ni’n ei ddeall nawr',
  'What we will do better': 'Beth y byddwn ni’n ei wneud yn well',
  'What the child tells us': 'Beth mae’r plentyn yn ei ddweud wrthym',
  'The child’s story, and how life at home was': 'Stori’r plentyn, a sut oedd bywyd gartref',
  'What happened, as each of us saw it': 'Beth ddigwyddodd, fel y gwelodd pob un ohonom',
  'Why it happened': 'Pam y digwyddodd',
  'What needs to be done, and who does it': 'Beth sydd angen ei wneud, a phwy sy’n ei wneud',
  'Who knows, and what comes next': 'Pwy sy’n gwybod, a beth ddaw nesaf',

  // A copy of the minutes.
  'Save this copy as a PDF': 'Cadw’r copi hwn fel PDF',
  'Save this copy as a Word file': 'Cadw’r copi hwn fel ffeil Word',
  'If you do not agree': 'Os nad ydych chi’n cytuno',
  'You wrote this on {date}. We keep it with the notes.':
    'Ysgrifennoch hwn ar {date}. Byddwn ni’n ei gadw gyda’r nodiadau.',
  'You can tell us what you think is wrong or missing. We keep your words with the notes, as you wrote them.':
    'Gallwch ddweud wrthym beth sydd o’i le neu ar goll yn eich barn chi. Byddwn ni’n cadw eich geiriau gyda’r nodiadau, fel y gwnaethoch eu hysgrifennu.',
  Send: 'Anfon',
  'What do you not agree with, and why?': 'Beth nad ydych chi’n cytuno ag ef, a pham?',

  // A draft, and whether it is right.
  'These notes are not finished. Please read each part. Tell us by {day} if it is right.':
    'Nid yw’r nodiadau hyn wedi’u gorffen. Darllenwch bob rhan. Dywedwch wrthym erbyn {day} a yw’n gywir.',
  'You can do some parts now and the others later.':
    'Gallwch wneud rhai rhannau nawr a’r lleill yn nes ymlaen.',
  'Is this part right? ({part} of {parts})': 'A yw’r rhan hon yn gywir? ({part} o {parts})',
  'Yes, it is right': 'Ydy, mae’n gywir',
  'No, something is not right': 'Nac ydy, nid yw rhywbeth yn gywir',
  'What is not right?': 'Beth nad yw’n gywir?',
  'Send what I think': 'Anfon fy marn',
  'On {date} you said that this part is right.': 'Ar {date} dywedoch fod y rhan hon yn gywir.',
  'You wrote this on {date}. We changed this part.':
    'Ysgrifennoch hyn ar {date}. Rydym wedi newid y rhan hon.',
  'You wrote this on {date}. We did not change this part. Your next copy says why.':
    'Ysgrifennoch hyn ar {date}. Ni wnaethom newid y rhan hon. Mae eich copi nesaf yn dweud pam.',
  'You wrote this on {date}. We will look at it.': 'Ysgrifennoch hyn ar {date}. Byddwn yn edrych arno.',
  'Thank you. We have what you said about these notes.':
    'Diolch. Mae’r hyn a ddywedoch am y nodiadau hyn gennym.',
  'Please choose an answer for one part or more': 'Dewiswch ateb ar gyfer un rhan neu fwy',
  'Please write what is not right': 'Ysgrifennwch beth nad yw’n gywir',
  'You chose that this part is right, and wrote what is not. Please choose one.':
    'Dewisoch fod y rhan hon yn gywir, ac ysgrifennoch beth nad yw. Dewiswch un.',
  'This part is not in your copy any more. Please read it again':
    'Nid yw’r rhan hon yn eich copi mwyach. Darllenwch ef eto',
  'We do not ask about these notes any more. Please tell the person you know what is not right.':
    'Nid ydym yn gofyn am y nodiadau hyn mwyach. Dywedwch wrth y person rydych yn ei adnabod beth nad yw’n gywir.',
  'The people who work with the child read it. Others who were at the meeting may read it too.':
    'Mae’r bobl sy’n gweithio gyda’r plentyn yn ei ddarllen. Efallai y bydd eraill a oedd yn y cyfarfod yn ei ddarllen hefyd.',
  'Write what you do not agree with, and why': 'Ysgrifennwch beth nad ydych chi’n cytuno ag ef, a pham',

  // Counting letters, in the six numbers of Welsh grammar.
  'You can enter up to %{count} characters': 'Gallwch roi hyd at %{count} nod',
  'You have %{count} characters remaining': 'Mae gennych %{count} nod ar ôl',
  'You have 0 characters remaining': 'Nid oes gennych nodau ar ôl',
  'You have %{count} characters too many': 'Mae gennych %{count} nod yn ormod',

  // What somebody has to do.
  'Things for you to do': 'Pethau i chi eu gwneud',
  'There is nothing for you to do.': 'Does dim byd i chi ei wneud.',
  'The meeting asked you to help with this.': 'Gofynnodd y cyfarfod i chi helpu gyda hyn.',
  'Please do it by {day}.': 'Gwnewch hyn erbyn {day}.',
  'You said yes. Thank you.': 'Dywedoch ie. Diolch.',
  'This is done. Thank you.': 'Mae hyn wedi’i wneud. Diolch.',
  'We have saved it. Thank you.': 'Rydym wedi’i gadw. Diolch.',
  'Tell us about it': 'Dywedwch wrthym amdano',
  'How is it going? What did you do? Or why can you not do it?':
    'Sut mae’n mynd? Beth wnaethoch chi? Neu pam na allwch ei wneud?',
  'Yes, I will do it': 'Gwnaf, fe wna i hyn',
  'It is done': 'Mae wedi’i wneud',
  'I cannot do it': 'Ni allaf ei wneud',
  'Save what I wrote': 'Cadw’r hyn a ysgrifennais',
  'Please write something in the box.': 'Ysgrifennwch rywbeth yn y blwch.',
  'This is too long. Please make it shorter.': 'Mae hyn yn rhy hir. Gwnewch ef yn fyrrach.',
  'How was the meeting for you?': 'Sut oedd y cyfarfod i chi?',
  'What you say helps us to do better. You do not have to answer.':
    'Mae’r hyn a ddywedwch yn ein helpu i wneud yn well. Nid oes rhaid i chi ateb.',
  'We do not keep your name with it. We only look at what more than five people said, all together.':
    'Nid ydym yn cadw eich enw gydag ef. Dim ond ar yr hyn a ddywedodd mwy na phump o bobl, gyda’i gilydd, yr edrychwn.',
  'Did people listen to you?': 'A wnaeth pobl wrando arnoch chi?',
  'Do you know what happened and what comes next?':
    'A ydych chi’n gwybod beth ddigwyddodd a beth sy’n dod nesaf?',
  'Were people kind and fair to you?': 'A oedd pobl yn garedig ac yn deg wrthych chi?',
  'Did you get what you had to read in time?':
    'A gawsoch chi’r hyn yr oedd angen i chi ei ddarllen mewn pryd?',
  'A bit': 'Ychydig',
  'I would rather not say': 'Byddai’n well gen i beidio â dweud',
  'What would have made it better? (optional)': 'Beth fyddai wedi’i wneud yn well? (dewisol)',
  'Please do not write names, or where people live. If you do, we do not keep what you wrote here.':
    'Peidiwch ag ysgrifennu enwau, na ble mae pobl yn byw. Os gwnewch chi, ni fyddwn yn cadw’r hyn a ysgrifennoch yma.',
  'Send my answers': 'Anfon fy atebion',
  'Thank you. You have told us.': 'Diolch. Rydych wedi dweud wrthym.',
  'You can tell us here when the meeting is over.': 'Gallwch ddweud wrthym yma pan fydd y cyfarfod drosodd.',
  'Please choose an answer, or write something.': 'Dewiswch ateb, neu ysgrifennwch rywbeth.',
  'Tell us how the meeting was for you': 'Dywedwch wrthym sut oedd y cyfarfod i chi',
  'This has changed. Please look again.': 'Mae hyn wedi newid. Edrychwch eto.',
} as const;
