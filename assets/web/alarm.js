// A sound until an officer takes a call for help. Browsers let a page sound only after somebody touched it, which signing in is.

let context = null;
let timer = null;
export let sound_on = localStorage.getItem('sound') !== 'off';

function beep() {
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume();
  [0, 0.25].forEach((after, i) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + after;
    tone.frequency.value = i === 0 ? 880 : 660;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.3, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.2);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.22);
  });
}

export function turn_sound(on) {
  sound_on = on;
  localStorage.setItem('sound', on ? 'on' : 'off');
}

export function alarm(wanted) {
  const sounding = wanted && sound_on;
  if (sounding && timer === null) {
    beep();
    timer = setInterval(beep, 4000);
  }
  if (!sounding && timer !== null) {
    clearInterval(timer);
    timer = null;
  }
}
