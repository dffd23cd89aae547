// Records what a child says, for three minutes at most, and puts it into the file field beside it: the form is then sent as
// any other. It expects <div data-record="id of the file field" hidden> with buttons data-start, data-stop and
// data-throw-away, a status data-says, a clock data-time and an <audio>. What was recorded is in this page alone until then.

const LONGEST = 3 * 60;
const forms = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'];

const start = (root) => {
  const [begin, stop, throwAway, says, time, audio] = [
    '[data-start]',
    '[data-stop]',
    '[data-throw-away]',
    '[data-says]',
    '[data-time]',
    'audio',
  ].map((one) => root.querySelector(one));
  const field = document.getElementById(root.dataset.record);
  const mimeType = forms.find((one) => MediaRecorder.isTypeSupported(one));
  if (mimeType === undefined) return;
  root.hidden = false;
  let recorder = null;
  let timer;

  const show = (state) => {
    begin.hidden = state === 'recording';
    stop.hidden = state !== 'recording';
    throwAway.hidden = state !== 'ready';
    audio.hidden = state !== 'ready';
  };
  const clear = () => {
    if (audio.src !== '') URL.revokeObjectURL(audio.src);
    audio.removeAttribute('src');
    field.value = '';
    time.textContent = '';
    says.textContent = '';
    show('empty');
  };
  const clock = (since) => {
    const seconds = Math.floor((Date.now() - since) / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (seconds >= LONGEST) recorder?.stop();
  };

  begin.addEventListener('click', async () => {
    clear();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      says.textContent = root.dataset.noMicrophone;
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 48_000 });
    recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    recorder.addEventListener('stop', () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      const type = mimeType.split(';')[0];
      const file = new File(pieces, `voice.${type.endsWith('webm') ? 'webm' : 'm4a'}`, { type });
      const chosen = new DataTransfer();
      chosen.items.add(file);
      field.files = chosen.files;
      audio.src = URL.createObjectURL(file);
      says.textContent = root.dataset.ready;
      show('ready');
      throwAway.focus();
    });
    recorder.start();
    const since = Date.now();
    timer = setInterval(() => clock(since), 250);
    says.textContent = root.dataset.recording;
    show('recording');
    stop.focus();
  });
  stop.addEventListener('click', () => recorder?.stop());
  throwAway.addEventListener('click', () => {
    clear();
    begin.focus();
  });
};

if (globalThis.MediaRecorder !== undefined && navigator.mediaDevices?.getUserMedia !== undefined)
  for (const root of document.querySelectorAll('[data-record]')) start(root);
